package dev.fovea.task.classify.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a classifier on one set of examples.
 *
 * @param examples how many examples were measured
 * @param values the numbers by the field's names, in the order to show them
 * @param intervals the 95 % interval of each headline number that has one
 * @param rows one row a class, in the order of the labels
 * @param confusion row the truth, column the answer; of no classes when an example may have several
 *     labels
 * @param calibration what the probabilities are worth
 */
public record Scores(
    int examples,
    Map<String, Double> values,
    Map<String, Interval> intervals,
    List<ClassScores> rows,
    Confusion confusion,
    Calibration calibration) {

  /** The number of this name; an unknown name is refused with those that are there. */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "scores: no '" + name + "' here; there are " + values.keySet());
    }
    return value;
  }

  /** All numbers for metrics.json; an interval follows its number as name_low and name_high. */
  public LinkedHashMap<String, Double> flat() {
    var flat = new LinkedHashMap<String, Double>();
    values.forEach((name, value) -> {
      flat.put(name, value);
      Interval interval = intervals.get(name);
      if (interval == null) return;
      flat.put(name + "_low", interval.low());
      flat.put(name + "_high", interval.high());
    });
    return flat;
  }
}
