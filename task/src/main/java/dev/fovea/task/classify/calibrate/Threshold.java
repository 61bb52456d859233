package dev.fovea.task.classify.calibrate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probability from which on a label is best answered. Of all cuts between two neighbouring
 * probabilities the one of the highest worth is taken, of equal ones the one in the widest gap, and
 * the threshold lies in the middle of its gap (in log-odds).
 */
public final class Threshold {
  private static final double EDGE = 1e-7;

  private Threshold() {}

  /** What a cut is worth by how many it answers. */
  public interface Worth {
    /**
     * @param hits of the positives that are answered
     * @param falls negatives that are answered
     * @param positives how many there are, at least 1
     * @param negatives how many there are
     */
    double of(int hits, int falls, int positives, int negatives);
  }

  /** Balanced accuracy; its highest point is Youden's (Youden 1950). */
  public static double balancedAccuracy(int hits, int falls, int positives, int negatives) {
    return ((double) hits / positives + 1 - (double) falls / negatives) / 2;
  }

  /** The harmonic mean of precision and recall. */
  public static double f1(int hits, int falls, int positives, int negatives) {
    return 2.0 * hits / (hits + falls + positives);
  }

  /**
   * @param probabilities of the label, [examples]
   * @param positive whether the label is true, [examples]; at least one is
   * @return above 0, at most 1
   */
  public static double best(double[] probabilities, boolean[] positive, Worth worth) {
    List<Integer> order =
        IntStream.range(0, positive.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
            .toList();
    int positives = (int) IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    int hits = 0;
    double most = Double.NEGATIVE_INFINITY;
    double widest = 0;
    double threshold = 1;
    for (int n = 1; n <= positive.length; n++) {
      if (positive[order.get(n - 1)]) hits++;
      double above = probabilities[order.get(n - 1)];
      double below = n < positive.length ? probabilities[order.get(n)] : above;
      if (n < positive.length && above == below) continue;
      double value = worth.of(hits, n - hits, positives, positive.length - positives);
      double gap = odds(above) - odds(below);
      if (value < most || (value == most && gap <= widest)) continue;
      most = value;
      widest = gap;
      threshold = between(below, above);
    }
    return threshold;
  }

  private static double between(double below, double above) {
    double middle = 1 / (1 + Math.exp(-(odds(below) + odds(above)) / 2));
    return middle > below && middle <= above ? middle : Math.max(above, Double.MIN_NORMAL);
  }

  private static double odds(double probability) {
    double inside = Math.clamp(probability, EDGE, 1 - EDGE);
    return Math.log(inside / (1 - inside));
  }
}
