package dev.fovea.task.detect.metric;

/**
 * Measures the sorted matches of one class. Not for several threads at once: it keeps its room for
 * the next question.
 */
final class AveragePrecision {
  private final ClassMatches sorted;
  private final double[] recalls;
  private final double[] precisions;

  AveragePrecision(ClassMatches sorted) {
    this.sorted = sorted;
    recalls = new double[sorted.answers()];
    precisions = new double[sorted.answers()];
  }

  /**
   * COCO's average precision: the mean of the best precision at 101 recalls or beyond; NaN without
   * truths.
   */
  double of(int area, int overlap) {
    return of(Coco.bit(area, overlap), sorted.truths(area), null, null);
  }

  /** The same of all areas, where picture {@code p} counts {@code weights[p]} times. */
  double of(int overlap, int[] weights) {
    return of(Coco.bit(Coco.ALL, overlap), sorted.truths(weights), weights, null);
  }

  /** The precisions {@code [101]} at recalls 0, 0.01 ... 1, of all areas and an overlap of 0.5. */
  double[] curve() {
    var curve = new double[Coco.RECALLS];
    of(Coco.bit(Coco.ALL, 0), sorted.truths(Coco.ALL), null, curve);
    return curve;
  }

  /** The share of truths that the surest {@code most} answers of each picture find; or NaN. */
  double recall(int area, int overlap, int most) {
    long bit = Coco.bit(area, overlap);
    long right = 0;
    for (int i = 0; i < sorted.answers(); i++)
      if (sorted.rank(i) < most && sorted.right(i, bit)) right++;
    long truths = sorted.truths(area);
    return truths == 0 ? Double.NaN : (double) right / truths;
  }

  private double of(long bit, long truths, int[] weights, double[] curve) {
    if (truths == 0) return Double.NaN;
    int steps = walk(bit, truths, weights);
    double best = 0;
    double sum = 0;
    int recall = Coco.RECALLS - 1;
    for (int k = steps - 1; k >= 0; k--) {
      // Recalls above this step's belong to the later ones, whose best precision is known.
      for (; recall >= 0 && Coco.recall(recall) > recalls[k]; recall--) {
        sum += best;
        if (curve != null) curve[recall] = best;
      }
      best = Math.max(best, precisions[k]);
    }
    for (; recall >= 0; recall--) {
      sum += best;
      if (curve != null) curve[recall] = best;
    }
    return sum / Coco.RECALLS;
  }

  /** Recall and precision after each answer that is right; between them precision only falls. */
  private int walk(long bit, long truths, int[] weights) {
    long right = 0;
    long wrong = 0;
    int steps = 0;
    for (int i = 0; i < sorted.answers(); i++) {
      int weight = weights == null ? 1 : weights[sorted.picture(i)];
      if (sorted.right(i, bit)) {
        if (weight == 0) continue;
        right += weight;
        recalls[steps] = (double) right / truths;
        precisions[steps++] = (double) right / (right + wrong);
      } else if (sorted.wrong(i, bit)) {
        wrong += weight;
      }
    }
    return steps;
  }
}
