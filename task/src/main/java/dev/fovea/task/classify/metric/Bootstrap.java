package dev.fovea.task.classify.metric;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap: the examples are drawn again with replacement, as many as there are, and
 * the number is measured on each draw.
 *
 * <p>The draw is <b>not</b> stratified by class: the class mix of a validation set is itself a
 * sample, and holding it fixed would make intervals of rare classes too narrow. A class that a draw
 * misses is left out of that draw's balanced accuracy and AUROC. Draw {@code i} depends on the seed
 * and {@code i} alone, so the interval does not depend on the number of cores that share the work.
 *
 * @param resamples how many draws; 1,000 by default, 0 for none
 * @param seed what the draws follow from
 */
public record Bootstrap(int resamples, long seed) {
  /** 1,000 draws from seed 0. */
  public static final Bootstrap DEFAULT = new Bootstrap(1000, 0);

  /** No intervals: for the score after each epoch. */
  public static final Bootstrap NONE = new Bootstrap(0, 0);

  public Bootstrap {
    if (resamples < 0) {
      throw new IllegalArgumentException("bootstrap: expects 0 or more draws, got " + resamples);
    }
  }

  /**
   * This many draws, or as many as {@code steps} of work a draw allow within some seconds (4e9
   * steps in all); none where fewer than 200 would remain, for these say little about a 2.5th
   * percentile.
   */
  public Bootstrap within(long steps) {
    long affordable = Math.min(resamples, 4_000_000_000L / Math.max(1, steps));
    return affordable == resamples || affordable >= 200
        ? new Bootstrap((int) affordable, seed)
        : NONE;
  }

  /** The interval of each number that {@code measure} reads from weights {@code [examples]}. */
  public Interval[] of(int examples, int numbers, Function<int[], double[]> measure) {
    double[][] draws =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(i -> measure.apply(draw(examples, i)))
            .toArray(double[][]::new);
    var intervals = new Interval[numbers];
    for (int m = 0; m < numbers; m++) {
      int number = m;
      intervals[m] =
          Interval.of(IntStream.range(0, resamples).mapToDouble(i -> draws[i][number]).toArray());
    }
    return intervals;
  }

  /** How often each example occurs in draw {@code i}, {@code [examples]}. */
  private int[] draw(int examples, int i) {
    var random = new SplittableRandom(seed ^ (0x5DEECE66DL * (i + 1)));
    var weights = new int[examples];
    for (int n = 0; n < examples; n++) weights[random.nextInt(examples)]++;
    return weights;
  }
}
