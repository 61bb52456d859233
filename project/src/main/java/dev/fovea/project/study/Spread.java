package dev.fovea.project.study;

import java.util.Arrays;

/**
 * How a score lies over several runs.
 *
 * @param std standard deviation of a sample: n - 1 below the line
 */
public record Spread(double mean, double std, double min, double max) {
  /** Of one number a run; of one run the deviation is NaN. */
  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        mean,
        values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
        Arrays.stream(values).min().orElse(Double.NaN),
        Arrays.stream(values).max().orElse(Double.NaN));
  }
}
