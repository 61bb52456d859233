package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Output;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.boxes.MapDecoder;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Detectors that make boxes themselves answer as those that give maps, and both as the runner. With
 * {@code -Dfovea.onnx.keep=FOLDER} the files stay there, for src/test/python/check.py.
 */
class BoxTailTest {
  private static final int HEIGHT = 100;
  private static final int WIDTH = 132;
  private static final Classes CLASSES = Classes.of("RBC", "WBC", "Platelets");
  private static final Preprocess MADE = Preprocess.stretch(3, HEIGHT, WIDTH);

  @TempDir private Path scratch;

  static List<DetectPostprocess> heads() {
    var bins = how(new Coder.Distribution(8));
    var distances = how(new Coder.Distances());
    var anchors =
        how(
            new Coder.Anchors(
                List.of(List.of(9.0, 14.0), List.of(20.0, 31.0), List.of(50.0, 70.0)),
                List.of(0.5, 1.0, 2.0)));
    return List.of(
        bins,
        bins.withOneToOne(true),
        distances,
        distances.withOneToOne(true),
        anchors,
        anchors.withOneToOne(true),
        bins.withOneToOne(true).withMost(100_000));
  }

  private static DetectPostprocess how(Coder coder) {
    return new DetectPostprocess(coder, List.of(3, 4, 5), false, 0.4, 0.5, 50);
  }

  private static Network network(DetectPostprocess how) {
    Wire p3 = Wire.image("tiny", 3).conv("stem", 8, 9, 8).relu();
    Wire p4 = p3.conv("down4", 8, 3, 2).relu();
    Wire p5 = p4.conv("down5", 8, 3, 2).relu();
    var levels = Map.of("p3", p3, "p4", p4, "p5", p5);
    var outputs = new ArrayList<Output>();
    for (HeadOutput output : HeadOutput.of(how, CLASSES.size())) {
      Wire map =
          levels
              .get(output.name().substring(0, 2))
              .convBias(output.name(), output.channels(), 1, 1);
      boolean distances =
          how.coder() instanceof Coder.Distances && output.name().endsWith(".boxes");
      outputs.add(new Output(output.name(), (distances ? map.relu() : map).name()));
    }
    return p3.network(outputs);
  }

  private static ModelCard card(DetectPostprocess how) {
    return new ModelCard("detect", CLASSES, MADE, how, Map.of(), Map.of());
  }

  private Path file(DetectPostprocess how, String decode) {
    Path folder = Path.of(System.getProperty("fovea.onnx.keep", scratch.toString()));
    String coder = how.coder().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    return folder.resolve(
        coder + (how.oneToOne() ? "-once-" : "-nms-") + how.most() + "-" + decode + ".onnx");
  }

  private static FloatBuffer numbers(int n) {
    FloatBuffer numbers =
        ByteBuffer.allocateDirect(4 * n * 3 * HEIGHT * WIDTH)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    var dice = new Random(3);
    while (numbers.hasRemaining()) numbers.put(3 * (float) dice.nextGaussian());
    return numbers.flip();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void insideAndOutsideAnswerAsTheRunner(DetectPostprocess how) {
    Network network = network(how);
    var metadata = CardJson.write(card(how), CardJson.Besides.NOTHING);
    var size = new Size(HEIGHT, WIDTH);
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 7)) {
      var outside = OnnxFile.write(file(how, "outside"), network, weights, size, metadata);
      assertTrue(outside.picture().isEmpty());
      var inside =
          OnnxFile.writeWithBoxes(
              file(how, "inside"), network, weights, size, metadata, how, CLASSES.size());
      assertEquals(size, inside.picture().orElseThrow());
      List<Detections> wanted = wanted(network, weights, how);
      assertTrue(wanted.getFirst().found().size() > 5, "too few to compare");
      for (Path file : List.of(outside.file(), inside.file()))
        for (Settings settings :
            List.of(Settings.on("cpu"), Settings.on("cpu").withThreads(1).withSessions(2)))
          try (var detector = Detector.open(file, settings)) {
            assertEquals(card(how), detector.model());
            List<Detections> got = detector.see(numbers(2), 2);
            for (int i = 0; i < 2; i++) assertSame(wanted.get(i), got.get(i), file.toString());
          }
    }
  }

  private static List<Detections> wanted(Network network, Weights weights, DetectPostprocess how) {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      var maps = new HashMap<String, OutputMap>();
      var input = Tensors.of(numbers(2), 2, 3, HEIGHT, WIDTH);
      new Runner(network)
          .run(Map.of("image", input), weights, Mode.EVAL, (_, _) -> {})
          .forEach((name, map) ->
              maps.put(
                  name,
                  new OutputMap(
                      Tensors.toArray(map),
                      2,
                      (int) map.size(1),
                      (int) map.size(2),
                      (int) map.size(3))));
      return new MapDecoder(how, CLASSES.size(), WIDTH, HEIGHT)
          .of(maps).stream().map(found -> Detections.of(found, CLASSES)).toList();
    }
  }

  private static void assertSame(Detections wanted, Detections got, String file) {
    assertEquals(wanted.counts(), got.counts(), file);
    for (int i = 0; i < wanted.found().size(); i++) {
      Detection one = wanted.found().get(i);
      Detection other = got.found().get(i);
      String at = file + ", box " + i + ": " + one + ", " + other;
      assertEquals(one.label(), other.label(), at);
      assertEquals(one.score(), other.score(), 1e-4, at);
      Box a = one.box();
      Box b = other.box();
      assertEquals(a.left(), b.left(), 1e-2, at);
      assertEquals(a.top(), b.top(), 1e-2, at);
      assertEquals(a.right(), b.right(), 1e-2, at);
      assertEquals(a.bottom(), b.bottom(), 1e-2, at);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    DetectPostprocess how = heads().getFirst();
    Network network = network(how);
    var size = new Size(HEIGHT, WIDTH);
    Path file = scratch.resolve("m.onnx");
    Path other = scratch.resolve("other.onnx");
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 7)) {
      var nine = how(new Coder.Distribution(9));
      OnnxFile.write(
          other, network, weights, size, CardJson.write(card(nine), CardJson.Besides.NOTHING));
      OnnxFile.write(
          file, network, weights, size, CardJson.write(card(how), CardJson.Besides.NOTHING));
    }
    assertEquals(
        other
            + " gives p3.boxes as FLOAT [n, 32, n, n]; for its classes and boxes it needs p3.boxes"
            + " as FLOAT [n, 36, n, n]; export it anew",
        refused(() -> Detector.open(other, Settings.on("cpu"))));
    assertEquals(
        file + " is a model for detect, not for classify; Detector opens it",
        refused(() -> Classifier.open(file, Settings.on("cpu"))));
    assertEquals(
        file + " was exported with one head; export the model anew to answer by the other",
        refused(() ->
            Detector.open(
                file, Settings.on("cpu").withDetecting(said -> said.withOneToOne(true)))));
  }

  /** Fifty come out, however few are told; where all come out, any number may be asked for. */
  @Test
  void noMoreBoxesAreToldThanComeOut() {
    DetectPostprocess few = heads().get(1);
    DetectPostprocess all = heads().getLast();
    Network network = network(few);
    var size = new Size(HEIGHT, WIDTH);
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 7)) {
      for (DetectPostprocess how : List.of(few, all))
        OnnxFile.writeWithBoxes(
            file(how, "told"),
            network,
            weights,
            size,
            CardJson.write(card(few), CardJson.Besides.NOTHING),
            how,
            CLASSES.size());
    }
    Path fifty = file(few, "told");
    Settings cpu = Settings.on("cpu");
    assertEquals(
        fifty
            + " tells 50 boxes a picture, not 51; export the model with --decode outside to"
            + " choose freely",
        refused(() -> Detector.open(fifty, cpu.withDetecting(how -> how.withMost(51)))));
    try (var detector = Detector.open(fifty, cpu.withDetecting(how -> how.withMost(4)))) {
      assertEquals(4, detector.see(numbers(1), 1).getFirst().found().size());
    }
    Settings more = cpu.withDetecting(how -> how.withMost(200_000).withMinScore(0));
    try (var detector = Detector.open(file(all, "told"), more)) {
      assertTrue(detector.see(numbers(1), 1).getFirst().found().size() > 50);
    }
  }

  @Test
  void boxesAreReadAsTheFileWasExported() {
    DetectPostprocess how = heads().getFirst();
    Network network = network(how);
    Path file = file(how, "other");
    try (var weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 7)) {
      var metadata = CardJson.write(card(how), CardJson.Besides.NOTHING);
      OnnxFile.write(file, network, weights, new Size(HEIGHT, WIDTH), metadata);
    }
    var other = new DetectPostprocess(how.coder(), List.of(3, 4), false, 0.4, 0.5, 50);
    assertEquals(
        file
            + " was exported with one way to its boxes (coder, proposals, levels); export the model"
            + " anew to answer by another",
        refused(() -> Detector.open(file, Settings.on("cpu").withDetecting(said -> other))));
  }

  private static String refused(org.junit.jupiter.api.function.Executable opening) {
    return assertThrows(ModelException.class, opening).getMessage();
  }
}
