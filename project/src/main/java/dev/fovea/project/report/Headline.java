package dev.fovea.project.report;

/**
 * A score that leads the page.
 *
 * @param name the field's name, as in metrics.json: top1, balanced_accuracy, auroc, map, loss...
 * @param low lower end of its 95 % interval; NaN without one
 * @param high upper end of its 95 % interval; NaN without one
 */
public record Headline(String name, double value, double low, double high) {

  /** A score without an interval. */
  public static Headline of(String name, double value) {
    return new Headline(name, value, Double.NaN, Double.NaN);
  }

  boolean hasInterval() {
    return low <= high;
  }
}
