package dev.fovea.task.detect.metric;

/**
 * How one class, or the mean of the classes, fares as the least confidence rises, at an overlap of
 * 0.5. Entry {@code i} of precision, recall and F1 counts answers from a score of {@code i / 1000}
 * on, exactly as they are; nothing is smoothed.
 */
public final class Curve {
  static final int POINTS = 1001;

  private final int label;
  private final long truths;
  private final double[] precision;
  private final double[] recall;
  private final double[] f1;
  private final double[] precisionAtRecall;

  Curve(
      int label,
      long truths,
      double[] precision,
      double[] recall,
      double[] f1,
      double[] precisionAtRecall) {
    this.label = label;
    this.truths = truths;
    this.precision = precision;
    this.recall = recall;
    this.f1 = f1;
    this.precisionAtRecall = precisionAtRecall;
  }

  /** Its place in the list of classes; -1 for the mean of the classes. */
  public int label() {
    return label;
  }

  /** How many things have to be found. */
  public long truths() {
    return truths;
  }

  /**
   * A copy {@code [1001]}: share of the answers that are right; 1 where no answer is that sure, 0
   * throughout for a class that is never answered.
   */
  public double[] precision() {
    return precision.clone();
  }

  /** A copy {@code [1001]}: share of the truths that are found. */
  public double[] recall() {
    return recall.clone();
  }

  /** A copy {@code [1001]}: harmonic mean of precision and recall. */
  public double[] f1() {
    return f1.clone();
  }

  /**
   * A copy {@code [101]}: the best precision at a recall of {@code i / 100} or beyond, whose mean
   * is map50.
   */
  public double[] precisionAtRecall() {
    return precisionAtRecall.clone();
  }

  /** The least confidence of entry {@code point}. */
  public static double confidence(int point) {
    return point / (POINTS - 1.0);
  }

  /** The entry that counts answers from a confidence on, 0 to 1; between two the surer one. */
  public static int point(double confidence) {
    return (int) Math.ceil((POINTS - 1) * confidence - 1e-9);
  }

  static Curve of(int label, ClassMatches sorted) {
    long truths = sorted.truths(Coco.ALL);
    var precision = new double[POINTS];
    var recall = new double[POINTS];
    var f1 = new double[POINTS];
    long bit = Coco.bit(Coco.ALL, 0);
    long right = 0;
    long wrong = 0;
    int next = 0;
    for (int point = POINTS - 1; point >= 0; point--) {
      for (; next < sorted.answers() && sorted.score(next) >= confidence(point); next++) {
        if (sorted.right(next, bit)) right++;
        else if (sorted.wrong(next, bit)) wrong++;
      }
      if (right + wrong > 0) precision[point] = (double) right / (right + wrong);
      else if (sorted.answers() > 0) precision[point] = 1;
      recall[point] = (double) right / truths;
      f1[point] = 2.0 * right / (truths + right + wrong);
    }
    double[] atRecall = new AveragePrecision(sorted).curve();
    return new Curve(label, truths, precision, recall, f1, atRecall);
  }
}
