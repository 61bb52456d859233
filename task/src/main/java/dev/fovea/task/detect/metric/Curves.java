package dev.fovea.task.detect.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 against the least confidence, at an overlap of 0.5.
 *
 * @param mean of the classes that have truths, each counting the same
 * @param classes those that have truths, in the order of the labels; answers of other classes are
 *     in none of them
 * @param best where the mean F1 is highest; where it stays there for a while, the middle of that
 */
public record Curves(Curve mean, List<Curve> classes, Point best) {

  /**
   * A least confidence and the means of the classes there, 0 to 1; confidence NaN where there are
   * no truths.
   */
  public record Point(double confidence, double precision, double recall, double f1) {}

  static Curves of(ClassMatches[] sorted) {
    List<Curve> classes =
        IntStream.range(0, sorted.length)
            .parallel()
            .filter(c -> sorted[c].truths(Coco.ALL) > 0)
            .mapToObj(c -> Curve.of(c, sorted[c]))
            .toList();
    var mean =
        new Curve(
            -1,
            classes.stream().mapToLong(Curve::truths).sum(),
            mean(classes, Curve::precision, Curve.POINTS),
            mean(classes, Curve::recall, Curve.POINTS),
            mean(classes, Curve::f1, Curve.POINTS),
            mean(classes, Curve::precisionAtRecall, Coco.RECALLS));
    return new Curves(mean, classes, best(mean));
  }

  private static double[] mean(List<Curve> curves, Function<Curve, double[]> which, int points) {
    var mean = new double[points];
    for (Curve curve : curves) {
      double[] values = which.apply(curve);
      for (int i = 0; i < points; i++) mean[i] += values[i];
    }
    for (int i = 0; i < points; i++) mean[i] /= curves.size(); // NaN of none
    return mean;
  }

  /** The means of the classes from a confidence on, 0 to 1. */
  public Point at(double confidence) {
    if (classes.isEmpty()) return best;
    int at = Curve.point(confidence);
    return new Point(confidence, mean.precision()[at], mean.recall()[at], mean.f1()[at]);
  }

  private static Point best(Curve mean) {
    double[] f1 = mean.f1();
    double highest = Arrays.stream(f1).max().orElse(Double.NaN);
    if (Double.isNaN(highest)) return new Point(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    int from = 0;
    while (f1[from] < highest) from++;
    int to = from;
    while (to + 1 < f1.length && f1[to + 1] == highest) to++;
    int at = (from + to) / 2;
    return new Point(Curve.confidence(at), mean.precision()[at], mean.recall()[at], highest);
  }
}
