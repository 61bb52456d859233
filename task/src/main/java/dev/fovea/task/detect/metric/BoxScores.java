package dev.fovea.task.detect.metric;

import dev.fovea.task.classify.metric.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a detector on one set of pictures.
 *
 * @param pictures how many were measured
 * @param values COCO's twelve numbers in their order, 0 to 1: {@code map} (average precision, mean
 *     of the classes and of the least overlaps 0.5, 0.55 ... 0.95), {@code map50}, {@code map75},
 *     {@code map_small} (truths of at most 32 x 32 px), {@code map_medium}, {@code map_large} (from
 *     96 x 96 px), {@code mar1}, {@code mar10}, {@code mar100} (recall of so many answers a picture
 *     and class), {@code mar_small}, {@code mar_medium}, {@code mar_large}. One that has no truths
 *     to be measured on, where pycocotools has -1, is left out
 * @param intervals the 95 % intervals of map and map50, where a bootstrap was asked for
 * @param rows one row a class, in the order of the labels
 */
public record BoxScores(
    int pictures, Map<String, Double> values, Map<String, Interval> intervals, List<BoxRow> rows) {

  /** The number of this name; one that is not here is refused with those that are. */
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
