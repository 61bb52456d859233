package dev.fovea.task.classify.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is gained by leaving the least certain answers open: selective classification, El-Yaniv and
 * Wiener 2010. Answers are ordered by confidence once; answers of one confidence are kept or left
 * together.
 */
public final class Coverage {
  private final double[] confidences;
  private final boolean[] right;
  private final List<Integer> order;

  /**
   * The most that may be answered.
   *
   * @param share of the examples, 0 to 1
   * @param confidence the least that is answered; 1 where nothing is
   */
  public record Kept(double share, double confidence) {}

  private Coverage(double[] confidences, boolean[] right) {
    this.confidences = confidences;
    this.right = right;
    this.order =
        IntStream.range(0, right.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidences[i]))
            .toList();
  }

  /** Of answers with these confidences, and whether each is right. */
  public static Coverage of(double[] confidences, boolean[] right) {
    return new Coverage(confidences.clone(), right.clone());
  }

  /** The largest share of answers, most confident first, of which so many are right. */
  public Kept at(double accuracy) {
    int hits = 0;
    var kept = new Kept(0, 1);
    for (int n = 1; n <= right.length; n++) {
      int last = order.get(n - 1);
      if (right[last]) hits++;
      boolean tied = n < right.length && confidences[order.get(n)] == confidences[last];
      if (!tied && hits >= accuracy * n)
        kept = new Kept((double) n / right.length, confidences[last]);
    }
    return kept;
  }
}
