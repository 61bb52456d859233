package dev.fovea.predict.boxes;

/**
 * Where a box is sampled along one of its sides: the places of the map before and behind each
 * sample, and what these weigh. The arithmetic is that of {@code torchvision.ops.roi_align}, in
 * float32.
 */
public final class RoiSamples {
  private final int each;
  private final int[] low;
  private final int[] high;
  private final float[] near;
  private final float[] far;

  private RoiSamples(int places, float start, float bin, int bins, int each) {
    this.each = each;
    low = new int[bins * each];
    high = new int[bins * each];
    near = new float[bins * each];
    far = new float[bins * each];
    for (int number = 0; number < bins; number++)
      for (int i = 0; i < each; i++)
        set(number * each + i, places, start + number * bin + (i + 0.5f) * bin / each);
  }

  /**
   * The samples of a box.
   *
   * @param axis 0 from left to right, 1 from top to bottom
   * @param places of the map along it
   * @param scale places a px
   * @param boxes [., 4]: left, top, right, bottom in px
   * @param i which of them
   */
  public static RoiSamples of(
      RoiAlign how, int axis, int places, float scale, float[] boxes, int i) {
    float start = start(how, axis, scale, boxes, i);
    float bin = bin(how, axis, scale, boxes, i);
    return new RoiSamples(places, start, bin, how.bins(axis), each(how, bin));
  }

  /** How many of a bin there would be, 0 or more, as {@link #of} makes them. */
  public static int each(RoiAlign how, int axis, float scale, float[] boxes, int i) {
    return each(how, bin(how, axis, scale, boxes, i));
  }

  private static int each(RoiAlign how, float bin) {
    return how.samples() > 0 ? how.samples() : Math.max(0, (int) Math.ceil(bin));
  }

  private static float start(RoiAlign how, int axis, float scale, float[] boxes, int i) {
    return boxes[4 * i + axis] * scale - (how.aligned() ? 0.5f : 0);
  }

  private static float bin(RoiAlign how, int axis, float scale, float[] boxes, int i) {
    float end = boxes[4 * i + 2 + axis] * scale - (how.aligned() ? 0.5f : 0);
    float side = end - start(how, axis, scale, boxes, i);
    return (how.aligned() ? side : Math.max(side, 1)) / how.bins(axis);
  }

  /**
   * Beyond a place from the map's edge, and where it is no number, there is nothing: both weigh 0.
   */
  private void set(int i, int places, float where) {
    if (!(where >= -1 && where <= places)) return;
    float inside = Math.max(where, 0);
    int before = (int) inside;
    if (before >= places - 1) {
      low[i] = places - 1;
      high[i] = places - 1;
      near[i] = 1;
      return;
    }
    low[i] = before;
    high[i] = before + 1;
    far[i] = inside - before;
    near[i] = 1 - far[i];
  }

  /** Of a bin. */
  public int each() {
    return each;
  }

  /** The place before sample {@code i}; those of the first bin come first. */
  public int low(int i) {
    return low[i];
  }

  /** The place behind it. */
  public int high(int i) {
    return high[i];
  }

  /** What the place before weighs, 0 to 1. */
  public float near(int i) {
    return near[i];
  }

  /** What the place behind weighs, 0 to 1. */
  public float far(int i) {
    return far[i];
  }
}
