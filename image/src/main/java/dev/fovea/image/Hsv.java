package dev.fovea.image;

/**
 * One pixel's hue turned, its saturation and its value multiplied, without rounding in between.
 *
 * @param turn of the circle, -0.5 to 0.5
 * @param full the sample that means white, 255 or 65535
 */
record Hsv(float turn, float saturation, float value, int full) {
  private static final float CIRCLE = 6;
  private static final float GREEN = 2;
  private static final float BLUE = 4;

  long of(int r, int g, int b) {
    float most = Math.max(r, Math.max(g, b));
    float spread = most - Math.min(r, Math.min(g, b));
    float top = Math.min(full, most * value);
    if (spread == 0) {
      int grey = (int) (top + 0.5f);
      return EachPixel.packed(grey, grey, grey);
    }
    float width = Math.min(1, spread / most * saturation) * top;
    float sixth = around(sixth(r, g, b, most, spread) + turn * CIRCLE);
    return EachPixel.packed(
        sample(sixth, top, width),
        sample(around(sixth - GREEN), top, width),
        sample(around(sixth - BLUE), top, width));
  }

  /** Where on the circle a colour lies, red at 0, from -1 to 5. */
  private static float sixth(int r, int g, int b, float most, float spread) {
    if (r == most) return (g - b) / spread;
    if (g == most) return (b - r) / spread + GREEN;
    return (r - g) / spread + BLUE;
  }

  private static float around(float sixth) {
    if (sixth < 0) return sixth + CIRCLE;
    return sixth >= CIRCLE ? sixth - CIRCLE : sixth;
  }

  /**
   * A sample by how far on the circle its own colour is: {@code top} up to a sixth away, {@code
   * width} below it from two sixths on.
   */
  private static int sample(float sixth, float top, float width) {
    float away = Math.min(sixth, CIRCLE - sixth) - 1;
    return (int) (top - width * Math.max(0, Math.min(1, away)) + 0.5f);
  }
}
