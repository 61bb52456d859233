package dev.fovea.task.classify.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * By how much one classifier scores higher than another on the same examples: the paired percentile
 * bootstrap. Each draw takes the same examples for both, so what is hard for both cancels out, and
 * the interval of the difference is narrower than those of the two scores suggest.
 */
public final class PairedBootstrap {
  /** A difference of two scores, first less second, and where it lies with 95 % confidence. */
  public record Gain(double value, Interval interval) {
    /** Whether the interval leaves no doubt which of both is better. */
    public boolean certain() {
      return interval.low() > 0 || interval.high() < 0;
    }
  }

  private PairedBootstrap() {}

  /**
   * Top-1, balanced accuracy and macro F1 of classifiers that answer the most probable class.
   *
   * @param first and {@code second}: the same examples in the same order
   */
  public static SequencedMap<String, Gain> oneOf(
      Answers first, Answers second, Bootstrap bootstrap) {
    int n = first.size();
    if (second.size() != n)
      throw new IllegalArgumentException(
          "paired bootstrap: expects the same examples, got " + n + " and " + second.size());
    int[] ours = IntStream.range(0, n).map(first::best).toArray();
    int[] theirs = IntStream.range(0, n).map(second::best).toArray();
    Function<int[], double[]> gain =
        weights -> {
          double[] a = OneOfScores.headline(first, ours, weights);
          double[] b = OneOfScores.headline(second, theirs, weights);
          return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
        };
    var ones = new int[n];
    Arrays.fill(ones, 1);
    double[] values = gain.apply(ones);
    Interval[] intervals = bootstrap.of(n, values.length, gain);
    var gains = new LinkedHashMap<String, Gain>();
    String[] names = {"top1", "balanced_accuracy", "f1_macro"};
    for (int i = 0; i < names.length; i++) gains.put(names[i], new Gain(values[i], intervals[i]));
    return gains;
  }
}
