package dev.fovea.task.detect.rcnn;

import dev.fovea.predict.boxes.BoxCode;
import java.util.Arrays;

/** Rows of four numbers, one after another. */
final class Floats {
  private float[] all = new float[256];
  private int count;

  /** Adds box {@code i}. */
  void add(float[] boxes, int i) {
    int at = grown(); // may replace the array
    System.arraycopy(boxes, 4 * i, all, at, 4);
  }

  /** Adds the change that makes a true box of another one. */
  void add(BoxCode code, float[] from, int i, float[] to, int j) {
    int at = grown(); // may replace the array
    code.encode(from, i, to, j, all, at);
  }

  /** Room for a row; where it is. */
  private int grown() {
    if (count + 4 > all.length) all = Arrays.copyOf(all, 2 * all.length);
    count += 4;
    return count - 4;
  }

  float[] all() {
    return Arrays.copyOf(all, count);
  }

  static float[] joined(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
