package dev.fovea.predict.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxClassifierTest {
  /** Answers equal the reference evaluator's, from metadata and from a yaml beside the file. */
  @ParameterizedTest
  @ValueSource(strings = {"whole", "fixed", "novelty", "plain", "probabilities"})
  void answersAreTheReferenceEvaluators(String name) {
    try (var classifier = Classifier.open(Tiny.file(name))) {
      List<Answer> batch = classifier.classify(Tiny.pictures());
      for (int k = 0; k < batch.size(); k++) {
        double[] expected = Tiny.probabilities().get(k);
        assertArrayEquals(expected, Tiny.probabilities(batch.get(k)), 1e-5);
        Answer alone = classifier.classify(Tiny.picture(k));
        assertArrayEquals(expected, Tiny.probabilities(alone), 1e-5);
        int best = expected[1] > expected[2] ? 1 : 2;
        assertEquals(Tiny.CLASSES.get(best), alone.top().name());
      }
      assertEquals(List.of(), classifier.classify(List.of()));
    }
  }

  @Test
  void theFileSaysWhatTheModelIs() {
    try (var classifier = Classifier.open(Tiny.file("whole"))) {
      var model = classifier.model();
      assertEquals("classify", model.task());
      assertEquals(Tiny.CLASSES, model.classes().names());
      assertEquals(1.5, model.classify().temperature());
      assertEquals(0.875, model.scores().get("top1"));
      assertEquals("1", model.provenance().get("seed"));
    }
  }

  @Test
  void fileBytesAndImageGiveOneAnswer(@TempDir Path folder) throws Exception {
    Path png = folder.resolve("picture.png");
    Encode.write(Tiny.picture(1), png);
    try (var classifier = Classifier.open(Tiny.file("whole"))) {
      Answer answer = classifier.classify(Tiny.picture(1));
      assertEquals(answer, classifier.classify(png));
      assertEquals(answer, classifier.classify(Files.readAllBytes(png)));
    }
  }

  /** The mean of the logits is the geometric mean of the probabilities, made to sum to 1. */
  @Test
  void severalViewsAreAveragedAsByHand() {
    for (String name : List.of("whole", "fixed", "probabilities"))
      try (var classifier = Classifier.open(Tiny.file(name))) {
        var answers = classifier.classify(List.of(Tiny.picture(2), Tiny.picture(4)), Views.SHIFT);
        List<Image> views = Views.SHIFT.of(Tiny.picture(4), classifier.model().preprocess());
        var products = new double[] {1, 1, 1};
        for (Image view : views) {
          double[] p = Tiny.probabilities(classifier.classify(view));
          for (int c = 0; c < 3; c++) products[c] *= Math.pow(p[c], 1.0 / views.size());
        }
        double sum = IntStream.range(0, 3).mapToDouble(c -> products[c]).sum();
        double[] got = Tiny.probabilities(answers.get(1));
        for (int c = 0; c < 3; c++) assertEquals(products[c] / sum, got[c], 1e-5);
      }
  }

  @Test
  void thresholdsOfTheModelAndOfTheCallerDecide() {
    var stricter = Settings.DEFAULT.withAnswering(kept -> kept.withMinConfidence(0.6));
    try (var kept = Classifier.open(Tiny.file("whole"));
        var strict = Classifier.open(Tiny.file("whole"), stricter)) {
      assertFalse(kept.classify(Tiny.picture(1)).unsure(), "0.528 is above the model's 0.5");
      assertTrue(strict.classify(Tiny.picture(1)).unsure());
      assertFalse(strict.classify(Tiny.picture(3)).unsure());
    }
  }

  /** The model knows pictures 0 to 7 by their features; others of ours lie elsewhere. */
  @Test
  void picturesOfAnotherKindAreToldApart() {
    try (var classifier = Classifier.open(Tiny.file("novelty"));
        var without = Classifier.open(Tiny.file("whole"))) {
      Answer familiar = classifier.classify(Tiny.picture(3));
      assertEquals(0, familiar.novelty().orElseThrow(), 2e-3, "kept as float16");
      assertFalse(familiar.unfamiliar());
      var black = Image.of8(16, 16, 3, new byte[768]);
      Answer strange = classifier.classify(black);
      assertTrue(strange.novelty().orElseThrow() > 0.05);
      assertTrue(strange.unfamiliar());
      assertTrue(without.classify(black).novelty().isEmpty());
    }
  }

  @Test
  void threadsAndSessionsChangeNoAnswer() {
    try (var one = Classifier.open(Tiny.file("whole"), Settings.on("cpu").withThreads(1));
        var more =
            Classifier.open(
                Tiny.file("whole"), Settings.on("cpu").withThreads(3).withSessions(2))) {
      assertEquals(one.classify(Tiny.pictures()), more.classify(Tiny.pictures()));
      assertNotEquals(one.classify(Tiny.picture(1)), one.classify(Tiny.picture(2)));
    }
  }
}
