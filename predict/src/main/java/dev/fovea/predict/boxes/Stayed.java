package dev.fovea.predict.boxes;

import java.util.Arrays;

/** The boxes of one class that stay, each coordinate an array of its own. */
final class Stayed {
  private float[] left = new float[16];
  private float[] top = new float[16];
  private float[] right = new float[16];
  private float[] bottom = new float[16];
  private float[] area = new float[16];
  private int count;

  /** Adds box {@code i} of {@code [n, 4]} unless it overlaps one that is here by more than iou. */
  boolean add(float[] boxes, int i, double iou) {
    float l = boxes[4 * i];
    float t = boxes[4 * i + 1];
    float r = boxes[4 * i + 2];
    float b = boxes[4 * i + 3];
    float a = (r - l) * (b - t);
    if (suppressed(l, t, r, b, a, iou)) return false;
    if (count == left.length) grow();
    left[count] = l;
    top[count] = t;
    right[count] = r;
    bottom[count] = b;
    area[count++] = a;
    return true;
  }

  private boolean suppressed(float l, float t, float r, float b, float a, double iou) {
    for (int k = 0; k < count; k++) {
      if (apart(left[k] - r, l - right[k], top[k] - b, t - bottom[k])) continue;
      float width = (right[k] < r ? right[k] : r) - (left[k] > l ? left[k] : l);
      float height = (bottom[k] < b ? bottom[k] : b) - (top[k] > t ? top[k] : t);
      if (!(width > 0 && height > 0)) continue;
      float shared = width * height;
      if (shared / (area[k] + a - shared) > iou) return true;
    }
    return false;
  }

  /** Whether one of the differences is not below 0, told by their signs together in one branch. */
  private static boolean apart(float a, float b, float c, float d) {
    int left = Float.floatToRawIntBits(a) & Float.floatToRawIntBits(b);
    int top = Float.floatToRawIntBits(c) & Float.floatToRawIntBits(d);
    return (left & top) >= 0;
  }

  private void grow() {
    left = Arrays.copyOf(left, 2 * count);
    top = Arrays.copyOf(top, 2 * count);
    right = Arrays.copyOf(right, 2 * count);
    bottom = Arrays.copyOf(bottom, 2 * count);
    area = Arrays.copyOf(area, 2 * count);
  }
}
