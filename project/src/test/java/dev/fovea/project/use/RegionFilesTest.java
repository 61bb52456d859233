package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.graph.Size;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Parts;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.FasterRcnn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors of two stages as two files, and as one, beside libtorch. */
class RegionFilesTest {
  private static final String SMALL = "fasterrcnn-mobilenet_v3_small";
  private static final Classes CLASSES = Classes.of("ring", "cross");

  @TempDir Path scratch;

  /**
   * A second version has norms behind its heads; the large one has two maps of one stride, and
   * proposals of low scores go.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {SMALL, "fasterrcnn_mobilenet_v3_large_320_fpn", "fasterrcnn_resnet50_fpn_v2"})
  void bothAnswerAsLibtorchForPicturesOfAnySize(String name) {
    Path file = model(name, how -> name.equals(SMALL) ? how : withProposals(how, 60, 50, 0.05));
    Path parts = scratch.resolve("parts.onnx");
    Path one = scratch.resolve("one.onnx");
    try (Model opened = ModelFile.read(file)) {
      var written = RegionFiles.parts(parts, opened);
      assertTrue(written.picture().isEmpty(), "the first file takes any size");
      assertEquals(new Size(96, 128), RegionFiles.inside(one, opened).picture().orElseThrow());
    }
    List<Image> pictures = List.of(picture(1, 150, 110), picture(2, 64, 200), picture(3, 300, 290));
    try (var wanted = Detector.open(file, Settings.on("cpu"))) {
      List<Detections> answers = wanted.detect(pictures);
      int all = answers.stream().mapToInt(found -> found.found().size()).sum();
      assertTrue(all > 30, "too few to compare: " + all);
      for (Path exported : List.of(parts, one))
        for (Settings settings :
            List.of(Settings.on("cpu"), Settings.on("cpu").withThreads(1).withSessions(2)))
          try (var detector = Detector.open(exported, settings)) {
            assertEquals(wanted.model(), detector.model());
            List<Detections> got = detector.detect(pictures);
            for (int i = 0; i < pictures.size(); i++)
              assertSame(answers.get(i), got.get(i), exported.getFileName() + ", picture " + i);
          }
    }
  }

  /** A proposal's score is never 1, so none is looked into. */
  @Test
  void withoutProposalsThereIsNoBox() {
    Path file = model(SMALL, how -> withProposals(how, 50, 50, 1));
    Path parts = scratch.resolve("parts.onnx");
    Path one = scratch.resolve("one.onnx");
    try (Model opened = ModelFile.read(file)) {
      RegionFiles.parts(parts, opened);
      RegionFiles.inside(one, opened);
    }
    for (Path exported : List.of(parts, one))
      try (var detector = Detector.open(exported, Settings.on("cpu"))) {
        assertEquals(List.of(), detector.detect(picture(1, 90, 90)).found());
      }
  }

  private static DetectPostprocess withProposals(
      DetectPostprocess how, int before, int after, double minScore) {
    var coder = (Coder.Regions) how.coder();
    return new DetectPostprocess(
        new Coder.Regions(
            coder.sizesPx(), coder.ratios(), coder.pooled(), before, after, minScore, 0.7),
        how.levels(),
        false,
        how.minScore(),
        how.iou(),
        how.most());
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() throws Exception {
    Path file = model(SMALL);
    Path first = scratch.resolve("a.onnx");
    Path second = scratch.resolve("a.box.onnx");
    try (Model opened = ModelFile.read(file)) {
      RegionFiles.parts(first, opened);
    }
    assertEquals(
        second + " is the second part of a.onnx and no model by itself; name that one",
        refused(() -> Detector.open(second, Settings.on("cpu"))));
    assertEquals(
        second + " is the second part of a.onnx and no model by itself; name that one",
        refused(() -> Classifier.open(second, Settings.on("cpu"))));
    Path moved = Files.copy(first, Files.createDirectory(scratch.resolve("b")).resolve("b.onnx"));
    assertEquals(
        moved + " is run together with a.box.onnx, which is not beside it; copy both files",
        refused(() -> Detector.open(moved, Settings.on("cpu"))));
    Path other = moved.resolveSibling("a.box.onnx");
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    Files.write(other, bytes);
    assertEquals(
        other
            + " is not the one that "
            + moved
            + " was exported with; copy both files again, or export the model anew",
        refused(() -> Detector.open(moved, Settings.on("cpu"))));
    Files.copy(second, other, StandardCopyOption.REPLACE_EXISTING);
    Detector.open(moved, Settings.on("cpu")).close();
  }

  @Test
  void filesThatLackWhatTheySayAreRefused() {
    Path file = model(SMALL);
    Path alone = scratch.resolve("alone.onnx");
    Path box = scratch.resolve("more.box.onnx");
    Path more = scratch.resolve("more.onnx");
    try (Model opened = ModelFile.read(file)) {
      var picture = new Size(opened.preprocess().height(), opened.preprocess().width());
      var said = new TreeMap<>(CardJson.write(opened.card(), CardJson.Besides.NOTHING));
      Network first = FasterRcnn.proposing(opened.network(), 4);
      OnnxFile.write(alone, first, opened.weights(), picture, said);
      Network second = Detectors.of(SMALL, DetectorOptions.of(3)).network();
      try (var weights = InitialWeights.of(second, Init.PYTORCH, 1)) {
        OnnxFile.write(
            box, FasterRcnn.part(second, FasterRcnn.Part.BOX), weights, picture, Map.of());
      }
      said.put(Parts.KEY, Parts.of(box).text());
      OnnxFile.write(more, first, opened.weights(), picture, said);
    }
    assertEquals(
        alone + " is of a detector of two stages and lacks the second; export the model anew",
        refused(() -> Detector.open(alone, Settings.on("cpu"))));
    String words = refused(() -> Detector.open(more, Settings.on("cpu")));
    assertTrue(words.startsWith(box + " gives "), words);
    assertTrue(words.contains("it needs"), words);
  }

  @Test
  void whatOneFileCannotTellIsRefused() {
    Path file = model(SMALL);
    Path one = scratch.resolve("one.onnx");
    try (Model opened = ModelFile.read(file)) {
      RegionFiles.inside(one, opened);
    }
    String free = "; export the model with --decode outside to choose freely";
    assertEquals(
        one + " takes boxes away that overlap by more than 0.5, not by 0.7" + free,
        refused(
            () -> Detector.open(one, Settings.on("cpu").withDetecting(how -> how.withIou(0.7)))));
    assertEquals(
        one + " tells boxes from a score of 0.001 on, not of 1.0E-4" + free,
        refused(() ->
            Detector.open(one, Settings.on("cpu").withDetecting(how -> how.withMinScore(1e-4)))));
    assertEquals(
        one + " tells 100 boxes a picture, not 101" + free,
        refused(
            () -> Detector.open(one, Settings.on("cpu").withDetecting(how -> how.withMost(101)))));
    assertEquals(
        one
            + " was exported with one way to its boxes (coder, proposals, levels); export the model"
            + " anew to answer by another",
        refused(() ->
            Detector.open(
                one, Settings.on("cpu").withDetecting(how -> withProposals(how, 1000, 999, 0)))));
    assertEquals(
        List.of(
            "up to 1,000 proposals of a picture are looked into, and up to 100 boxes told, from a"
                + " score of 0.001 on; of those that overlap by more than 0.5 the surest one"),
        RegionFiles.words(one));
  }

  /** Each caller gets its own answers, closing waits for those under way, later ones are told. */
  @Test
  @Timeout(120)
  void manyCallersShareOne() throws Exception {
    Path file = model(SMALL);
    Path parts = scratch.resolve("parts.onnx");
    Path one = scratch.resolve("one.onnx");
    try (Model opened = ModelFile.read(file)) {
      RegionFiles.parts(parts, opened);
      RegionFiles.inside(one, opened);
    }
    List<Image> pictures = List.of(picture(1, 150, 110), picture(2, 64, 200), picture(3, 300, 290));
    for (Path exported : List.of(parts, one)) {
      var detector = Detector.open(exported, Settings.on("cpu").withThreads(1).withSessions(2));
      List<Detections> expected = pictures.stream().map(detector::detect).toList();
      assertTrue(Set.copyOf(expected).size() == 3, "answers that can be told apart");
      var pool = Executors.newFixedThreadPool(4);
      var begun = new CountDownLatch(4);
      var calls = new ArrayList<Future<Integer>>();
      for (int t = 0; t < 4; t++) {
        int k = t % 3;
        calls.add(
            pool.submit(() -> {
              for (int answered = 0; ; answered++)
                try {
                  assertEquals(expected.get(k), detector.detect(pictures.get(k)));
                  if (answered == 1) begun.countDown();
                } catch (IllegalStateException e) {
                  assertEquals("the model was closed", e.getMessage());
                  return answered;
                }
            }));
      }
      begun.await();
      detector.close();
      for (var call : calls) assertTrue(call.get() > 1);
      pool.shutdown();
    }
  }

  private static String refused(org.junit.jupiter.api.function.Executable opening) {
    return assertThrows(ModelException.class, opening).getMessage();
  }

  private static void assertSame(Detections wanted, Detections got, String what) {
    var left = new ArrayList<>(got.found());
    for (Detection one : wanted.found()) {
      Detection same =
          left.stream()
              .filter(other -> same(one, other))
              .findFirst()
              .orElseThrow(() -> new AssertionError(what + " lacks " + one + ": " + got.found()));
      left.remove(same);
    }
    assertEquals(List.of(), left, what + " has more");
  }

  private static boolean same(Detection one, Detection other) {
    Box a = one.box();
    Box b = other.box();
    return one.label() == other.label()
        && Math.abs(one.score() - other.score()) < 1e-4
        && Math.abs(a.left() - b.left()) < 0.02
        && Math.abs(a.top() - b.top()) < 0.02
        && Math.abs(a.right() - b.right()) < 0.02
        && Math.abs(a.bottom() - b.bottom()) < 0.02;
  }

  private static Image picture(int seed, int width, int height) {
    var dice = new SplittableRandom(seed);
    var samples = new byte[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      samples[i] = (byte) (60 * (x / 20 % 3) + 40 * (y / 15 % 3) + dice.nextInt(30) + 9 * (i % 3));
    }
    return Image.of8(width, height, 3, samples);
  }

  private Path model(String name) {
    return model(name, how -> how);
  }

  private Path model(String name, UnaryOperator<DetectPostprocess> answering) {
    Drawing drawing = Detectors.of(name, DetectorOptions.of(CLASSES.size()));
    DetectPostprocess how =
        answering.apply(Postprocesses.of(drawing.style()).withMinScore(0.3).withMost(60));
    Path file = scratch.resolve(name + ".safetensors");
    try (var weights = byRule(drawing.network())) {
      ModelFile.write(
          file,
          new Model(
              "detect",
              drawing.network(),
              weights,
              CLASSES,
              Preprocess.letterbox(96, 128, 32),
              how,
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return file;
  }

  /** Numbers that follow from the names of tensors: none is at rest, and answers are spread. */
  private static Weights byRule(Network network) {
    Weights weights = InitialWeights.of(network, Init.PYTORCH, 1);
    for (var entry : Params.of(network).entrySet()) {
      String name = entry.getKey();
      Param param = entry.getValue();
      try (var _ = new Scope()) {
        if (!weights.get(name).is_floating_point()) continue;
        long[] shape = param.shape().stream().mapToLong(n -> n).toArray();
        weights.replace(name, Scope.keep(Tensors.of(byRule(name, param), shape)));
      }
    }
    return weights;
  }

  private static float[] byRule(String name, Param param) {
    var dice = new SplittableRandom(name.hashCode());
    var numbers = new float[Math.toIntExact(param.size())];
    List<Integer> shape = param.shape();
    double scale = shape.size() > 1 ? Math.sqrt(3.0 * shape.getFirst() / param.size()) : 0.25;
    boolean factor = name.endsWith("running_var") || (shape.size() == 1 && name.endsWith("weight"));
    for (int i = 0; i < numbers.length; i++)
      numbers[i] = (float) ((factor ? 1 : 0) + scale * (2 * dice.nextDouble() - 1));
    return numbers;
  }
}
