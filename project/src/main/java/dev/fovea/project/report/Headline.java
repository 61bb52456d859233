package dev.fovea.project.report;

import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.task.detect.metric.BoxScores;
import dev.fovea.task.detect.metric.Curves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A score that leads the page.
 *
 * @param name the field's name, as in metrics.json: top1, balanced_accuracy, auroc, map, loss...
 * @param low lower end of its 95 % interval; NaN without one
 * @param high upper end of its 95 % interval; NaN without one
 */
public record Headline(String name, double value, double low, double high) {
  /** Of uneven classes these lead, in this order. */
  private static final List<String> RARE =
      List.of("balanced_accuracy", "recall_rare", "auroc", "threshold");

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

  /** Those of {@link #every} for the head of a page. */
  public static List<Headline> all(Scores scores, String leading) {
    return leading(every(scores), leading);
  }

  /**
   * The leading score, those of a rare class with the threshold that answers it, and all that have
   * an interval; what is no number is left out.
   */
  public static List<Headline> leading(List<Headline> every, String leading) {
    var named = new LinkedHashMap<String, Headline>();
    every.forEach(headline -> named.put(headline.name(), headline));
    var names = new LinkedHashSet<String>();
    names.add(leading);
    names.addAll(ofRare(named.keySet()));
    names.add("threshold");
    every.stream().filter(Headline::hasInterval).forEach(headline -> names.add(headline.name()));
    return names.stream()
        .filter(named::containsKey)
        .map(named::get)
        .filter(headline -> Double.isFinite(headline.value()))
        .toList();
  }

  /** All numbers; of uneven classes those lead that see the rare one. */
  public static List<Headline> every(Scores scores) {
    var names = new ArrayList<>(scores.values().keySet());
    if (names.contains("recall_rare"))
      for (String name : RARE.reversed()) if (names.remove(name)) names.addFirst(name);
    return names.stream()
        .filter(name -> !Double.isNaN(scores.get(name)))
        .map(name -> of(name, scores))
        .toList();
  }

  /** All numbers of a detector, and what it is worth at the confidence of its best F1. */
  public static List<Headline> every(BoxScores scores, Curves.Point best) {
    var all = new ArrayList<Headline>();
    scores
        .values()
        .forEach((name, value) -> {
          Interval interval = scores.intervals().get(name);
          all.add(
              interval == null
                  ? of(name, value)
                  : new Headline(name, value, interval.low(), interval.high()));
        });
    all.add(of("precision", best.precision()));
    all.add(of("recall", best.recall()));
    all.add(of("f1", best.f1()));
    return all.stream().filter(headline -> !Double.isNaN(headline.value())).toList();
  }

  /** What is asked of a rare class, where the scores tell of one. */
  public static List<String> ofRare(Set<String> scores) {
    return scores.contains("recall_rare") ? List.of("recall_rare", "auroc") : List.of();
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return low <= high;
  }
}
