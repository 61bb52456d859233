package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.task.classify.metric.ShareInterval;
import org.junit.jupiter.api.Test;

/** Intervals where a class has few pictures. */
class FewPicturesTest {
  /** scipy.stats.binomtest(k, n).proportion_ci(method="wilson"). */
  @Test
  void wilsonsIntervalIsScipys() {
    same(0, 2, 0, 0.6576197724933469);
    same(2, 2, 0.34238022750665303, 1);
    same(1, 2, 0.09453120573423074, 0.9054687942657693);
    same(8, 10, 0.4901624715366418, 0.9433178485456248);
    same(190, 200, 0.910421851861224, 0.9726173543992361);
    assertTrue(Double.isNaN(ShareInterval.wilson(Double.NaN, 0).low()));
  }

  private static void same(int right, int n, double low, double high) {
    Interval found = ShareInterval.wilson((double) right / n, n);
    assertEquals(low, found.low(), 1e-12, right + " of " + n);
    assertEquals(high, found.high(), 1e-12, right + " of " + n);
  }

  /** Both of two scratches found, 37 of 38 good ones: a bootstrap would end at 1 for the recall. */
  @Test
  void twoPositivesLeaveAWideIntervalOfBalancedAccuracyAndNoneOfAuroc() {
    Scores scores = scores(2);
    assertEquals(0.9868421, scores.get("balanced_accuracy"), 1e-6);
    Interval interval = scores.intervals().get("balanced_accuracy");
    assertEquals(0.6535761125, interval.low(), 1e-6);
    assertEquals(0.9976697062, interval.high(), 1e-6);
    assertFalse(scores.intervals().containsKey("auroc"));
    assertEquals(0.3423802, scores.rows().get(1).recallInterval().low(), 1e-6);
  }

  @Test
  void twentyPositivesAreLeftToTheBootstrap() {
    assertTrue(scores(20).intervals().containsKey("auroc"));
    assertEquals(0, metric(2).scores(Bootstrap.NONE).intervals().size());
  }

  private static Scores scores(int positives) {
    return metric(positives).scores(Bootstrap.DEFAULT);
  }

  private static Metric metric(int positives) {
    var metric = Metric.oneOf(2);
    for (int i = 0; i < 38; i++) metric.add(i == 0 ? p(0.7f) : p(0.2f), 0);
    for (int i = 0; i < positives; i++) metric.add(p(0.9f), 1);
    return metric;
  }

  private static float[] p(float scratch) {
    return new float[] {1 - scratch, scratch};
  }
}
