package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.Classifier;
import dev.fovea.project.use.Export;
import dev.fovea.project.use.Exported;
import dev.fovea.project.use.Proof;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was really trained, as an ONNX file. */
class ExportTest {
  private static Trained trained;

  @TempDir Path box;

  @BeforeAll
  static void train() throws Exception {
    trained = Trained.once();
  }

  @Test
  void anExportedModelAnswersAsItsModel() throws Exception {
    Path file = box.resolve("letters.onnx");
    Said said = Said.of("export", trained.run(), "--to", "onnx", "--out", file);
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.out()
            .contains("\nIt holds small, for any number of pictures at a time, of any size\n"),
        said.out());
    assertTrue(said.out().contains("\nProved with 24 of 24 test pictures, in "), said.out());
    assertTrue(said.out().contains("The same answer to 24 of 24 pictures"), said.out());
    assertEquals("  fovea predict %s '%s'".formatted(file, trained.data()), said.next());
    said.out()
        .lines()
        .filter(line -> !line.contains(file.toString())) // which may be long
        .forEach(line -> assertTrue(Cell.width(line) <= 80, line));
    try (var model = Classifier.open(trained.model());
        var exported = Classifier.open(file);
        Stream<Path> pictures = Files.walk(trained.data().resolve("test"))) {
      assertEquals(model.model().classes(), exported.model().classes());
      assertEquals(model.model().classify(), exported.model().classify());
      for (Path picture : pictures.filter(p -> p.toString().endsWith(".png")).toList()) {
        var wanted = model.classify(picture);
        var got = exported.classify(picture);
        assertEquals(wanted.top().name(), got.top().name());
        assertEquals(wanted.top().probability(), got.top().probability(), 1e-5);
        assertEquals(wanted.novelty().getAsDouble(), got.novelty().getAsDouble(), 1e-4);
      }
    }
  }

  @Test
  void aMismatchIsSaidAndFails() {
    Metric metric = Metric.oneOf(2);
    metric.add(new float[] {0.25f, 0.75f}, 1);
    Scores scores = metric.scores(Bootstrap.NONE);
    var proof = new Proof(1, 0.25, 0, List.of(scores, scores), List.of(12.0, 4.25), 0);
    Path file = Path.of("a.onnx");
    var fixed = Optional.of(new Size(32, 48));
    var exported =
        new Exported(
            new OnnxFile.Written(file, Optional.empty(), fixed, Optional.of("why")),
            "net",
            "pictures",
            "1 picture",
            proof,
            2);
    var use = new Export(Path.of("a.safetensors"), file, box, Optional.empty(), 1, 1);
    Said said = Said.on(screen -> ExportCommand.tell(screen, use, exported));
    assertEquals(1, said.code());
    assertEquals(
        "fovea: a.onnx answers otherwise than a.safetensors: a probability differs by 2.5e-01,"
            + " 1.0e-03 is allowed; do not use it\n",
        said.err());
    assertTrue(
        said.out()
            .startsWith(
                """
                Wrote a.onnx (0.0 kB)
                It holds net, for any number of pictures at a time, of 48 x 32 px alone: why
                Found pictures
                Proved with 1 of 1 picture, in 2 s
                """),
        said.out());
    assertTrue(said.out().matches("(?s).*\ntop1 +1\\.0000 +1\\.0000\n.*"), said.out());
    assertTrue(said.out().matches("(?s).*\nms a picture +12\\.0 +4\\.25\n.*"), said.out());
    assertTrue(
        said.out()
            .endsWith(
                "\nThe same answer to 0 of 1 pictures; probabilities differ by 2.5e-01 at most\n"),
        said.out());
  }

  /** A model of numbers that are none. */
  @Test
  void aBrokenModelIsSaidToBeOne() {
    Path broken = box.resolve("broken.safetensors");
    try (var model = ModelFile.read(trained.model());
        var _ = new Scope()) {
      var last = model.weights().tensors().lastEntry(); // the head's bias, one number a class
      var none = new float[model.classes().size()];
      Arrays.fill(none, Float.NaN);
      model.weights().replace(last.getKey(), Scope.keep(Tensors.of(none, none.length)));
      ModelFile.write(broken, model);
    }
    Said said = Said.of("export", broken, "--to", "onnx", "--data", trained.data());
    assertEquals(1, said.code(), said.err());
    assertTrue(said.err().startsWith("fovea: the model answers test/checks/"), said.err());
  }

  @Test
  void oneOfTheFormatsIsSaidAndAFileOfIt() {
    Said format = Said.of("export", trained.run(), "--to", "tflite");
    assertEquals("fovea: --to expects onnx, got tflite\n", format.err());
    assertEquals(2, format.code());
    Path file = box.resolve("model.pb");
    Said out = Said.of("export", trained.run(), "--to", "onnx", "--out", file);
    assertEquals(
        "fovea: --out %s must end in .onnx, for that is what it will be\n".formatted(file),
        out.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void withoutPicturesNothingIsProvedAndNothingWritten() throws Exception {
    Path model = Files.copy(trained.model(), box.resolve("alone.safetensors"));
    Said said = Said.of("export", model, "--to", "onnx");
    assertEquals(
        "fovea: name pictures to prove it with: --data PATH; the recipe beside %s leads to none\n"
            .formatted(model),
        said.err());
    assertEquals(2, said.code());
    assertFalse(Files.exists(box.resolve("alone.onnx")));
    Said named =
        Said.of("export", model, "--to", "onnx", "--data", trained.data(), "--pictures", 5);
    assertEquals(0, named.code(), named.err());
    assertTrue(named.out().contains("\nProved with 5 of 24 test pictures, in "), named.out());
    assertTrue(Files.exists(box.resolve("alone.onnx")));
  }
}
