package dev.fovea.task.classify.metric;

/**
 * 95 % intervals of shares of few examples, by formula. A bootstrap of two pictures that were both
 * found knows nothing but two found pictures and answers 1 to 1; these do not.
 */
public final class ShareInterval {
  /** The 97.5th percentile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** With fewer examples of a class the bootstrap is not trusted. */
  private static final int FEW = 20;

  private ShareInterval() {}

  /**
   * Wilson's score interval (Wilson 1927); NaN without examples.
   *
   * @param share of the examples that were right, 0 to 1
   * @param examples how many there are
   */
  public static Interval wilson(double share, long examples) {
    if (examples < 1) return new Interval(Double.NaN, Double.NaN);
    double square = Z * Z / examples;
    double middle = (share + square / 2) / (1 + square);
    double reach =
        Z / (1 + square) * Math.sqrt(share * (1 - share) / examples + square / 4 / examples);
    return new Interval(
        Math.clamp(middle - reach, 0.0, share), Math.clamp(middle + reach, share, 1.0));
  }

  /** Whether a class occurs, and so seldom that its recall needs a formula. */
  static boolean isFew(Tally tally, int classes) {
    for (int c = 0; c < classes; c++)
      if (tally.support(c) > 0 && tally.support(c) < FEW) return true;
    return false;
  }

  /**
   * Of balanced accuracy, from the interval of each recall: the distances to their ends add up as
   * squares (Zou and Donner 2008; Newcombe 1998 for two).
   */
  static Interval balanced(Tally tally, int classes) {
    double below = 0;
    double above = 0;
    int seen = 0;
    for (int c = 0; c < classes; c++) {
      if (tally.support(c) == 0) continue;
      double recall = tally.recall(c);
      Interval own = wilson(recall, tally.support(c));
      below += (recall - own.low()) * (recall - own.low());
      above += (own.high() - recall) * (own.high() - recall);
      seen++;
    }
    double mean = tally.balancedAccuracy();
    return new Interval(mean - Math.sqrt(below) / seen, mean + Math.sqrt(above) / seen);
  }
}
