package dev.fovea.task.classify.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects named numbers and their intervals; a number that has no answer (NaN) is left out. */
final class ValueSheet {
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Map<String, Interval> intervals = new LinkedHashMap<>();

  void put(String name, double value) {
    if (!Double.isNaN(value)) values.put(name, value);
  }

  void intervals(String[] names, Interval[] found) {
    for (int i = 0; i < names.length; i++) {
      if (!values.containsKey(names[i]) || Double.isNaN(found[i].low())) continue;
      intervals.put(names[i], found[i]);
    }
  }

  Scores scores(
      int examples, List<ClassScores> rows, Confusion confusion, Calibration calibration) {
    return new Scores(
        examples,
        Collections.unmodifiableMap(values),
        Collections.unmodifiableMap(intervals),
        List.copyOf(rows),
        confusion,
        calibration);
  }
}
