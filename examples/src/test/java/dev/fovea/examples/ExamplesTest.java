package dev.fovea.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.draw.Drawing;
import dev.fovea.image.Classes;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detector;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.InitialWeights;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, run as a reader would run them: pictures to a model, a model to answers. */
class ExamplesTest {
  @Test
  void picturesBecomeAModelThatAnswers(@TempDir Path folder) throws Exception {
    Path pictures = folder.resolve("pictures");
    new Drawing(28, 240, 48, 24, 1).write(pictures);
    Path run = folder.resolve("run");
    Path model = run.resolve("best.safetensors");

    List<String> said = said(() -> Train.main(words(pictures, run, "2")));

    assertEquals("Found", said.getFirst().substring(0, 5));
    assertTrue(said.getFirst().contains("12 classes, 312 images"), said.getFirst());
    String[] learned = said.getLast().split(" top1 ", -1);
    assertEquals(model.toString(), learned[0]);
    String metrics = Files.readString(run.resolve("metrics.json"));
    assertTrue(metrics.contains("\"top1\" : " + learned[1] + ","), metrics);

    Path heart = first(pictures.resolve("test/heart"));
    Path star = first(pictures.resolve("test/star"));
    List<String> answers = said(() -> Predict.main(words(model, heart, star)));

    assertEquals(2, answers.size());
    assertAnswers(heart, answers.get(0), pictures.resolve("test"));
    assertAnswers(star, answers.get(1), pictures.resolve("test"));
  }

  @Test
  void aDetectorSaysWhatIsWhere(@TempDir Path folder) {
    Path model = folder.resolve("shapes.safetensors");
    var drawn = Detectors.of("yolo-n", DetectorOptions.of(2));
    var how = Postprocesses.of(drawn.style()).withMinScore(0).withMost(5);
    try (var weights = InitialWeights.of(drawn.network(), drawn.init(), 5)) {
      ModelFile.write(
          model,
          new Model(
              "detect",
              drawn.network(),
              weights,
              Classes.of("ring", "cross"),
              Preprocess.letterbox(64, 64, 32),
              how,
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    var samples = new byte[3 * 90 * 60];
    new Random(1).nextBytes(samples);
    Path picture = folder.resolve("picture.png");
    Encode.write(Image.of8(90, 60, 3, samples), picture);

    List<String> said = said(() -> Find.main(words(model, picture)));

    try (var detector = Detector.open(model)) {
      var found = detector.detect(picture).found();
      assertTrue(!found.isEmpty(), "a detector of any score finds something");
      assertEquals(
          found.stream()
              .map(one -> picture + ": " + one.name() + " " + one.score() + " " + one.box())
              .toList(),
          said);
    }
  }

  /** {@code PICTURE: CLASS PROBABILITY}, the class one of the folders that were learned from. */
  private static void assertAnswers(Path picture, String line, Path classes) {
    String start = picture + ": ";
    assertTrue(line.startsWith(start), line);
    String[] answer = line.substring(start.length()).split(" ", -1);
    assertTrue(Files.isDirectory(classes.resolve(answer[0])), line);
    double probability = Double.parseDouble(answer[1]);
    assertTrue(probability > 1.0 / 12 && probability < 1, line);
  }

  private static Path first(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private static String[] words(Object... words) {
    return List.of(words).stream().map(Object::toString).toArray(String[]::new);
  }

  /** The lines that a program prints. */
  private static List<String> said(Runnable program) {
    PrintStream screen = System.out;
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      program.run();
    } finally {
      System.setOut(screen);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
