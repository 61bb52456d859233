package dev.fovea.project.report;

import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.Scores;
import java.util.ArrayList;
import java.util.List;

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

  /** A score, with its interval where there is one. */
  public static Headline of(String name, Scores scores) {
    Interval interval = scores.intervals().get(name);
    return interval == null
        ? of(name, scores.get(name))
        : new Headline(name, scores.get(name), interval.low(), interval.high());
  }

  /** All scores that have an interval; the leading one, if it is among them, comes first. */
  public static List<Headline> all(Scores scores, String leading) {
    var names = new ArrayList<>(scores.intervals().keySet());
    if (names.remove(leading)) names.addFirst(leading);
    return names.stream().map(name -> of(name, scores)).toList();
  }

  boolean hasInterval() {
    return low <= high;
  }
}
