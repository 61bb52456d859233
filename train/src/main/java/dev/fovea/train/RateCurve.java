package dev.fovea.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The loss over rising learning rates: what a {@link RateTest} found.
 *
 * @param points one an update, by rising rates
 */
public record RateCurve(List<Point> points) {
  /** Smoothed from a few losses alone, the first ones say little. */
  private static final double UNSURE = 0.1;

  /**
   * One update.
   *
   * @param rate of the update
   * @param loss of its pictures, before it
   * @param smoothed mean of this loss and those before, the latest weighing most
   */
  public record Point(double rate, double loss, double smoothed) {}

  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * The rate where the smoothed loss falls fastest for its logarithm, by central differences: the
   * suggestion of fastai ({@code steep}) and of Lightning. The first tenth of the points is passed
   * over, and so is what follows the lowest smoothed loss: falls there come after a rise. Empty
   * where the loss falls nowhere.
   */
  public OptionalDouble steepest() {
    double steepest = 0;
    OptionalDouble found = OptionalDouble.empty();
    int last = Math.min(lowest(), points.size() - 2);
    for (int i = Math.max(1, (int) (UNSURE * points.size())); i <= last; i++) {
      Point before = points.get(i - 1);
      Point after = points.get(i + 1);
      double slope =
          (after.smoothed() - before.smoothed()) / Math.log(after.rate() / before.rate());
      if (slope >= steepest) continue;
      steepest = slope;
      found = OptionalDouble.of(points.get(i).rate());
    }
    return found;
  }

  private int lowest() {
    int lowest = 0;
    for (int i = 1; i < points.size(); i++)
      if (points.get(i).smoothed() < points.get(lowest).smoothed()) lowest = i;
    return lowest;
  }
}
