package dev.fovea.image;

import static dev.fovea.image.EachPixel.packed;

/**
 * One pixel to hue, saturation and value, the hue turned, and back: with Pillow's rounding on the
 * picture's own scale.
 */
final class Hue {
  /** What is divided for every pixel of an 8-bit picture. */
  private static final double[] SIXTHS = new double[256];

  private static final float[] SHARES = new float[256];

  static {
    for (int v = 0; v < 256; v++) {
      SIXTHS[v] = v * 6.0 / 255;
      SHARES[v] = (float) (v / 255.0);
    }
  }

  private Hue() {}

  /**
   * A pixel with its hue turned.
   *
   * @param shift of the circle, where {@code full + 1} is once around
   * @param full the sample that means white, 255 or 65535
   */
  static long turned(int r, int g, int b, int shift, int full) {
    int most = Math.max(r, Math.max(g, b));
    int least = Math.min(r, Math.min(g, b));
    if (most == least) {
      return packed(r, g, b);
    }
    float spread = most - least;
    float sixth =
        r == most
            ? sixth(0, b, g, most, spread)
            : g == most ? sixth(2, r, b, most, spread) : sixth(4, g, r, most, spread);
    double circle = (float) wrapped(sixth / 6.0 + 1.0);
    int hue = ((int) (circle * full) + shift) & full;
    int saturation = (int) ((spread / most) * (double) full);
    return back(hue, saturation, most, full);
  }

  private static float sixth(double from, int up, int down, int most, float spread) {
    float more = (most - up) / spread;
    float less = (most - down) / spread;
    return (float) (from + more - less);
  }

  /** The remainder by 1 of what lies between 0 and 2. */
  private static double wrapped(double x) {
    return x >= 1 ? x - 1 : x;
  }

  private static long back(int hue, int saturation, int value, int full) {
    double sixths = full == 255 ? SIXTHS[hue] : hue * 6.0 / full;
    int sector = (int) sixths;
    float f = (float) (sixths - sector);
    float s = full == 255 ? SHARES[saturation] : (float) (saturation / (double) full);
    int p = rounded(value * (1.0 - s));
    int q = rounded(value * (1.0 - s * f));
    int t = rounded(value * (1.0 - s * (1.0 - f)));
    return switch (sector % 6) {
      case 0 -> packed(value, t, p);
      case 1 -> packed(q, value, p);
      case 2 -> packed(p, value, t);
      case 3 -> packed(p, q, value);
      case 4 -> packed(t, p, value);
      default -> packed(value, p, q);
    };
  }

  /** Of what is not below 0; quicker than {@code Math.round}. */
  private static int rounded(double x) {
    return (int) (x + 0.5);
  }
}
