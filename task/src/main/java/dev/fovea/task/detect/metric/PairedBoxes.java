package dev.fovea.task.detect.metric;

import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.PairedBootstrap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** By how much one detector scores higher than another on the same pictures. */
public final class PairedBoxes {
  private static final String[] NAMES = {"map", "map50"};

  private PairedBoxes() {}

  /**
   * The differences of map and map50, with the intervals of the paired bootstrap; empty where so
   * many answers would take minutes.
   *
   * @param first and {@code second}: the same pictures in the same order
   */
  public static SequencedMap<String, PairedBootstrap.Gain> of(
      BoxMetric first, BoxMetric second, Bootstrap bootstrap) {
    int n = first.pictures();
    if (second.pictures() != n)
      throw new IllegalArgumentException(
          "paired bootstrap: expects the same pictures, got " + n + " and " + second.pictures());
    Function<int[], double[]> gain =
        weights -> {
          double[] a = first.weighted(weights);
          double[] b = second.weighted(weights);
          return new double[] {a[0] - b[0], a[1] - b[1]};
        };
    var gains = new LinkedHashMap<String, PairedBootstrap.Gain>();
    Bootstrap within = bootstrap.within(first.steps() + second.steps());
    if (within.resamples() == 0) return gains;
    var ones = new int[n];
    Arrays.fill(ones, 1);
    double[] values = gain.apply(ones);
    Interval[] intervals = within.of(n, values.length, gain);
    for (int i = 0; i < NAMES.length; i++)
      gains.put(NAMES[i], new PairedBootstrap.Gain(values[i], intervals[i]));
    return gains;
  }
}
