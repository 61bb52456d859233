package dev.fovea.task.classify.metric;

import java.util.Arrays;

/** Where a score lies with 95 % confidence: 0.87 to 0.93. */
public record Interval(double low, double high) {

  /** The 2.5th and 97.5th percentile, interpolated as numpy does; NaNs are left out. */
  static Interval of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Interval(percentile(sorted, 0.025), percentile(sorted, 0.975));
  }

  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) return Double.NaN;
    double at = share * (sorted.length - 1);
    int left = (int) at;
    int right = Math.min(left + 1, sorted.length - 1);
    return sorted[left] + (at - left) * (sorted[right] - sorted[left]);
  }
}
