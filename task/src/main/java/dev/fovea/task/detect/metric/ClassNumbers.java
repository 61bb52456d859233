package dev.fovea.task.detect.metric;

import java.util.Arrays;
import java.util.List;

/**
 * COCO's twelve numbers of one class, in the order of {@link #NAMES}; NaN where it has no truths.
 */
record ClassNumbers(BoxRow row, List<Double> values) {
  static final String[] NAMES = {
    "map", "map50", "map75", "map_small", "map_medium", "map_large",
    "mar1", "mar10", "mar100", "mar_small", "mar_medium", "mar_large"
  };

  private interface AtOverlap {
    double value(int overlap);
  }

  static ClassNumbers of(int label, ClassMatches sorted) {
    var precision = new AveragePrecision(sorted);
    var all = new double[Coco.OVERLAPS];
    for (int t = 0; t < all.length; t++) all[t] = precision.of(Coco.ALL, t);
    double[] values = {
      mean(t -> all[t]),
      all[0],
      all[5],
      mean(t -> precision.of(Coco.SMALL, t)),
      mean(t -> precision.of(Coco.MEDIUM, t)),
      mean(t -> precision.of(Coco.LARGE, t)),
      mean(t -> precision.recall(Coco.ALL, t, 1)),
      mean(t -> precision.recall(Coco.ALL, t, 10)),
      mean(t -> precision.recall(Coco.ALL, t, Coco.MOST)),
      mean(t -> precision.recall(Coco.SMALL, t, Coco.MOST)),
      mean(t -> precision.recall(Coco.MEDIUM, t, Coco.MOST)),
      mean(t -> precision.recall(Coco.LARGE, t, Coco.MOST))
    };
    long truths = sorted.truths(Coco.ALL);
    var row =
        new BoxRow(label, truths, sorted.answers(), values[0], values[1], values[2], values[8]);
    return new ClassNumbers(row, Arrays.stream(values).boxed().toList());
  }

  private static double mean(AtOverlap measure) {
    double sum = 0;
    for (int t = 0; t < Coco.OVERLAPS; t++) sum += measure.value(t);
    return sum / Coco.OVERLAPS;
  }
}
