package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessJsonTest {
  private static final String IMAGENET =
      PreprocessJson.write(Preprocess.imagenet(256, 224, Kernel.BICUBIC));

  @Test
  void comesBackTheSame() {
    var over =
        new Preprocess(
            Colours.GREY,
            new AlphaRule.Over(1, 2, 3),
            new Resize.Stretch(5, 6, Kernel.LANCZOS, false),
            new Crop(4, 3),
            new Numbers(255, List.of(0.1), List.of(1e-3)));
    for (var p :
        List.of(
            Preprocess.imagenet(256, 224, Kernel.BICUBIC),
            Preprocess.stretch(1, 28, 28),
            Preprocess.letterbox(640, 320, 32),
            over,
            over.withShrink(new Shrink(2.5)))) {
      assertEquals(p, PreprocessJson.read(PreprocessJson.write(p)));
    }
  }

  @Test
  void theTextIsStable() {
    assertEquals(
        "{\"version\":1,\"colours\":\"rgb\",\"alpha\":{\"kind\":\"drop\"},\"resize\":{\"kind\":\"shortest\","
            + "\"size\":256,\"kernel\":\"bicubic\",\"antialias\":true},\"crop\":{\"height\":224,\"width\":224},"
            + "\"numbers\":{\"white\":1.0,\"mean\":[0.485,0.456,0.406],\"deviation\":[0.229,0.224,0.225]}}",
        IMAGENET);
  }

  /** What decodes files whole is written as before, so that older programs read it. */
  @Test
  void shrinkingIsANewerVersion() {
    String text =
        PreprocessJson.write(
            Preprocess.imagenet(256, 224, Kernel.BICUBIC).withShrink(new Shrink(2)));
    assertEquals(
        IMAGENET
            .replace("n\":1", "n\":2")
            .replaceFirst("}$", ",\"shrink\":{\"oversampling\":2.0}}"),
        text);
    assertEquals("preprocess: the key 'shrink' is missing", error("n\":1", "n\":2"));
  }

  @Test
  void unknownKeysNameTheNearest() {
    assertEquals(
        "preprocess: unknown key 'colors'; did you mean 'colours'?",
        error("\"colours\"", "\"colors\""));
    assertEquals(
        "preprocess.resize: unknown key 'sise'; did you mean 'size'?",
        error("\"size\"", "\"sise\""));
    assertEquals(
        "preprocess: unknown key 'extra'; did you mean 'alpha'?",
        error("\"version\"", "\"extra\":1,\"version\""));
  }

  @Test
  void refusesWrongValuesByPlace() {
    assertEquals(
        "preprocess: the key 'crop' is missing",
        error("\"crop\":{\"height\":224,\"width\":224},", ""));
    assertEquals(
        "preprocess: version 3; this Fovea reads up to 2, take a newer one",
        error("n\":1", "n\":3"));
    assertEquals(
        "preprocess.resize.kernel: expected one of [nearest, box, bilinear, bicubic, lanczos], got"
            + " 'cubic'",
        error("\"bicubic\"", "\"cubic\""));
    assertEquals("preprocess.resize.size: expected a whole number, got '2.5'", error("256", "2.5"));
    assertEquals(
        "preprocess.crop.height: expected a number, got 'tall'", error("t\":224", "t\":\"tall\""));
    assertTrue(error("\"crop\"", "\"crop\" oops").startsWith("preprocess: not JSON: "));
    assertTrue(
        error("\"crop\"", "\"colours\":\"grey\",\"crop\"").contains("Duplicate field 'colours'"));
    assertEquals(
        "preprocess: something follows the end of the JSON object", error("225]}}", "225]}} 7"));
  }

  private static String error(String what, String by) {
    assertTrue(IMAGENET.contains(what));
    String text = IMAGENET.replaceFirst(java.util.regex.Pattern.quote(what), by);
    return assertThrows(IllegalArgumentException.class, () -> PreprocessJson.read(text))
        .getMessage();
  }
}
