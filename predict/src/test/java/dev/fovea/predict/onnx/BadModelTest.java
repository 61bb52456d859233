package dev.fovea.predict.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Image;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no classifier, each refused in one sentence. */
class BadModelTest {
  @TempDir Path folder;

  private static String refused(Path file) {
    return refused(file, Settings.DEFAULT);
  }

  private static String refused(Path file, Settings settings) {
    String sentence =
        assertThrows(ModelException.class, () -> Classifier.open(file, settings)).getMessage();
    assertEquals(1, sentence.lines().count(), sentence);
    return sentence;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two     | takes 2 inputs (image, mask), a classifier takes one picture; export it with one"
            + " input",
        "grey    | takes image as FLOAT [n, 1, 16, 16], the preprocessing makes FLOAT [n, 3, 16,"
            + " 16]; export it anew or correct the preprocessing",
        "side    | takes image as FLOAT [n, 3, 32, 32], the preprocessing makes FLOAT [n, 3, 16,"
            + " 16]; export it anew or correct the preprocessing",
        "last    | takes image as FLOAT [n, 16, 16, 3], the preprocessing makes FLOAT [n, 3, 16,"
            + " 16]; export it anew or correct the preprocessing",
        "doubles | takes image as DOUBLE [n, 3, 16, 16], the preprocessing makes FLOAT [n, 3, 16,"
            + " 16]; export it anew or correct the preprocessing",
        "classes | gives logits FLOAT [n, 5], features FLOAT [n, 4]; for 3 classes one output must"
            + " be FLOAT [n, 3]",
        "segment | is a model for segment, not for classify"
      })
  void whatDoesNotFitIsSaid(String name, String sentence) {
    assertEquals(Tiny.file(name) + " " + sentence, refused(Tiny.file(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "newer  | it is of version 3, this Fovea reads versions 1 to 2",
        "nojson | Unexpected character ('v' (code 118)): was expecting double-quote to start field"
            + " name"
      })
  void metadataThatCannotBeReadAreSaid(String name, String why) {
    assertEquals(
        Tiny.file(name)
            + ": what the file says of its model cannot be read: "
            + why
            + "; write it again, or open it with a Fovea as new as the file",
        refused(Tiny.file(name)));
  }

  @Test
  void aFileFromElsewhereNeedsAYamlBesideIt() throws IOException {
    Path file = Tiny.alone("plain", folder);
    Path yaml = folder.resolve("plain.yaml");
    assertEquals(
        file
            + " does not say its classes and preprocessing, as files from elsewhere do not; add"
            + " --classes a,b,c (or a file, one a line) --preprocess imagenet (or size=PX ...), in"
            + " Java Settings.withTold, or write "
            + yaml
            + " (docs/ARCHITECTURE.md has an example)",
        refused(file));
    String whole = Files.readString(Tiny.file("plain").resolveSibling("plain.yaml"));
    yaml(
        yaml, whole.replace("classes: [cat, dog, owl]", ""), "it lacks classes before postprocess");
    yaml(yaml, whole.replace("task:", "tusk:"), "it has the unknown key tusk");
    yaml(
        yaml,
        whole + "output: distances\n",
        "the output must be logits or probabilities, got distances");
    yaml(yaml, whole.replace("task: classify", "task: '"), "while scanning a quoted scalar");
    yaml(
        yaml,
        whole.replace("colours: rgb", "colors: rgb"),
        "preprocess: unknown key 'colors'; did you mean 'colours'?");
    yaml(yaml, "", "expected START_OBJECT at line: 1, column: 1, got null");
    Files.writeString(yaml, whole.replace("[cat, dog, owl]", "names.txt"));
    assertEquals(
        folder.resolve("names.txt") + " cannot be read as text: " + folder.resolve("names.txt"),
        refused(file));
    Files.write(yaml, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(yaml + " cannot be read as text: Input length = 1", refused(file));
    Files.writeString(yaml, whole.replace("[cat, dog, owl]", "[1, 2, 03]"));
    try (var classifier = Classifier.open(file)) {
      assertEquals("03", classifier.model().classes().name(2), "numbers are names, as spelt");
    }
  }

  /** A detector's boxes cannot be told by options. */
  @Test
  void aDetectorFromElsewhereNeedsAYamlOfItsOwn() throws IOException {
    Path file = Tiny.alone("plain", folder);
    Path yaml = folder.resolve("plain.yaml");
    assertEquals(
        file
            + " does not say what it is, as files from elsewhere do not; write "
            + yaml
            + " with its task, classes, preprocess and postprocess (docs/ARCHITECTURE.md has an"
            + " example)",
        assertThrows(ModelException.class, () -> Detector.open(file)).getMessage());
    String whole = Files.readString(Tiny.file("plain").resolveSibling("plain.yaml"));
    String detects = whole.replace("task: classify", "task: detect");
    Files.writeString(yaml, detects.substring(0, detects.indexOf("postprocess:")));
    assertEquals(
        yaml + " does not say what the model is: it lacks postprocess; correct it",
        assertThrows(ModelException.class, () -> Detector.open(file)).getMessage());
    Files.writeString(yaml, whole);
    assertEquals(
        file + " is a model for classify, not for detect; Classifier opens it",
        assertThrows(ModelException.class, () -> Detector.open(file)).getMessage());
  }

  private static void yaml(Path yaml, String text, String why) throws IOException {
    Files.writeString(yaml, text);
    Path file = yaml.resolveSibling("plain.onnx");
    assertEquals(yaml + " does not say what the model is: " + why + "; correct it", refused(file));
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    Path none = folder.resolve("none.onnx");
    assertEquals(none + ": there is no such file; name an .onnx file", refused(none));
    Path dir = Files.createDirectory(folder.resolve("dir.onnx"));
    assertEquals(dir + ": there is no such file; name an .onnx file", refused(dir));
    assertEquals(
        "unknown device gpu; say auto, cpu, cuda or cuda:1",
        refused(Tiny.file("whole"), Settings.on("gpu")));
    assertEquals(
        "cuda was asked for, but this ONNX Runtime is for processors; put the artifact"
            + " onnxruntime_gpu in the place of fovea-onnxruntime, or open the model on cpu",
        refused(Tiny.file("whole"), Settings.on("cuda")));
  }

  /** Cut anywhere, the file is refused, or is whole as far as it is used. */
  @Test
  void aFileCutShortIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Tiny.file("whole"));
    Path cut = folder.resolve("cut.onnx");
    int refused = 0;
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(cut, Arrays.copyOf(whole, length));
      if (refused(cut).startsWith(cut.toString())) refused++;
    }
    assertEquals((whole.length + 6) / 7, refused);
    Files.writeString(cut, "this is no model");
    assertEquals(
        cut
            + " cannot be opened by ONNX Runtime (Load model from "
            + cut
            + " failed:Protobuf parsing failed.); it is no ONNX file, or cut short or damaged: copy"
            + " or export it again",
        refused(cut));
  }

  /** Damaged anywhere, a file is refused in one sentence or answers; nothing else is thrown. */
  @Test
  void aDamagedFileIsRefusedOrAnswers() throws IOException {
    byte[] whole = Files.readAllBytes(Tiny.file("whole"));
    Path damaged = folder.resolve("damaged.onnx");
    var random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i <= round % 3; i++)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(damaged, bytes);
      try (var classifier = Classifier.open(damaged)) {
        assertEquals(3, classifier.classify(Tiny.picture(1)).labels().size());
      } catch (ModelException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, refused + " of 400 were refused");
  }

  @Test
  void aPictureOfAnyChannelsIsBroughtToTheModels() {
    try (var classifier = Classifier.open(Tiny.file("whole"))) {
      byte[] grey = new byte[256];
      new Random(2).nextBytes(grey);
      byte[] rgb = new byte[768];
      for (int i = 0; i < rgb.length; i++) rgb[i] = grey[i / 3];
      assertEquals(
          classifier.classify(Image.of8(16, 16, 3, rgb)),
          classifier.classify(Image.of8(16, 16, 1, grey)));
      var numbers = java.nio.FloatBuffer.allocate(256);
      assertEquals(
          "1 pictures are 768 numbers for this model, got 256",
          assertThrows(
                  ModelException.class,
                  () -> classifier.see(numbers, 1, dev.fovea.image.Views.NONE))
              .getMessage());
    }
  }

  /** A batch that no machine has the memory for is refused, and the next one is answered. */
  @Test
  void aBatchThatDoesNotFitLosesNothing() {
    Path file = Tiny.file("hungry");
    try (var classifier = Classifier.open(file)) {
      double[] before = Tiny.probabilities(classifier.classify(Tiny.picture(1)));
      var many = Collections.nCopies(2000, Tiny.picture(1));
      assertEquals(
          file + ": there is not enough memory for 2000 pictures at a time; give fewer",
          assertThrows(ModelException.class, () -> classifier.classify(many)).getMessage());
      assertArrayEquals(before, Tiny.probabilities(classifier.classify(Tiny.picture(1))));
    }
  }
}
