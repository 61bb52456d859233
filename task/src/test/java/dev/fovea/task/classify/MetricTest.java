package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.ClassScores;
import dev.fovea.task.classify.metric.Scores;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {
  static Stream<MetricGolden> golden() throws IOException {
    return MetricGolden.all().stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void saysWhatScikitLearnSays(MetricGolden golden) {
    Scores scores = golden.scores(Bootstrap.NONE);
    assertEquals(golden.values().keySet(), scores.values().keySet(), golden.name());
    golden
        .values()
        .forEach((name, value) ->
            assertEquals(value, scores.get(name), 2e-6, golden.name() + " " + name));
    for (int c = 0; c < golden.rows().size(); c++) {
      assertArrayEquals(golden.rows().get(c), row(scores.rows().get(c)), 1e-9, golden.name());
    }
    assertArrayEquals(golden.confusion().toArray(), scores.confusion().counts(), golden.name());
    assertEquals(golden.truths().size(), scores.examples());
  }

  private static double[] row(ClassScores row) {
    return new double[] {
      row.precision(), row.recall(), row.f1(), row.support(), row.auroc(), row.averagePrecision()
    };
  }

  static Stream<MetricGolden> goldenWithIntervals() throws IOException {
    return golden().filter(golden -> !golden.intervals().isEmpty());
  }

  /** Two bootstraps of 1,000 and 4,000 draws agree to a part of the interval's width. */
  @ParameterizedTest
  @MethodSource("goldenWithIntervals")
  void intervalsLieWhereScikitLearnsNumbersPutThem(MetricGolden golden) {
    Scores scores = golden.scores(Bootstrap.DEFAULT);
    assertEquals(golden.intervals().keySet(), scores.intervals().keySet());
    golden
        .intervals()
        .forEach((name, expected) -> {
          var found = scores.intervals().get(name);
          double near = 0.12 * (expected.high() - expected.low());
          assertEquals(expected.low(), found.low(), near, golden.name() + " low of " + name);
          assertEquals(expected.high(), found.high(), near, golden.name() + " high of " + name);
          assertEquals(found.low(), scores.flat().get(name + "_low"));
          assertEquals(found.high(), scores.flat().get(name + "_high"));
        });
  }

  @Test
  void intervalsFollowTheSeedAlone() {
    Metric metric = random(300, 4);
    Scores first = metric.scores(new Bootstrap(200, 7));
    assertEquals(first.intervals(), metric.scores(new Bootstrap(200, 7)).intervals());
    assertFalse(first.intervals().equals(metric.scores(new Bootstrap(200, 8)).intervals()));
  }

  @Test
  void tenThousandExamplesOfTenClassesTakeUnderASecond() {
    Metric metric = random(10_000, 10);
    metric.scores(Bootstrap.DEFAULT);
    long start = System.nanoTime();
    Scores scores = metric.scores(Bootstrap.DEFAULT);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertEquals(4, scores.intervals().size());
    // A second on two free cores; twenty leaves room for a busy machine.
    assertTrue(seconds < 20, "took " + seconds + " s");
  }

  @Test
  void flatNamesComeInTheOrderToShow() {
    assertEquals(
        List.of("top1", "top1_low", "top1_high", "balanced_accuracy", "balanced_accuracy_low"),
        List.copyOf(random(50, 3).scores(Bootstrap.DEFAULT).flat().keySet()).subList(0, 5));
  }

  @Test
  void refusesWhatIsNoProbability() {
    Metric metric = Metric.oneOf(2);
    metric.add(new float[] {1, 0}, 0);
    assertRefused(
        () -> metric.add(new float[] {0, Float.NaN}, 0),
        "metric: example 1 has probability NaN for class 1, expected 0 to 1;"
            + " apply softmax or sigmoid first, and look for a NaN in the network's output");
    assertRefused(
        () -> metric.add(new float[] {0, 1, 0}, 0),
        "metric: example 1 has 3 probabilities, expected one for each of the 2 classes");
    assertRefused(
        () -> metric.add(new float[] {0, 1}, 2), "metric: example 1 has label 2, expected 0 to 1");
    assertRefused(
        () -> metric.add(new float[] {0, 1}, new BitSet()),
        "metric: expects one label, got a set of labels");
    assertRefused(
        () -> Metric.anyOf(2).add(new float[] {0, 1}, 1),
        "metric: expects a set of labels, got one label");
    assertRefused(
        () -> Metric.oneOf(1),
        "metric: expects at least 2 classes, got 1; add images of a second class");
    assertRefused(
        () -> metric.scores(Bootstrap.NONE).get("miou"),
        "scores: no 'miou' here; there are " + metric.scores(Bootstrap.NONE).values().keySet());
    assertEquals(1, metric.examples());
  }

  @Test
  void refusesToScoreNothing() {
    var refusal =
        assertThrows(IllegalStateException.class, () -> Metric.oneOf(2).scores(Bootstrap.DEFAULT));
    assertEquals(
        "metric: no example was added, so there is nothing to score", refusal.getMessage());
  }

  private static void assertRefused(Runnable act, String sentence) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, act::run).getMessage());
  }

  private static Metric random(int examples, int classes) {
    var random = new SplittableRandom(3);
    Metric metric = Metric.oneOf(classes);
    for (int i = 0; i < examples; i++) {
      var row = new float[classes];
      float sum = 0;
      for (int c = 0; c < classes; c++) {
        row[c] = (float) random.nextDouble();
        sum += row[c];
      }
      for (int c = 0; c < classes; c++) row[c] /= sum;
      metric.add(row, random.nextInt(classes));
    }
    return metric;
  }
}
