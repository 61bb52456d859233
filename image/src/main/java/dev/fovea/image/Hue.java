package dev.fovea.image;

/**
 * One pixel to hue, saturation and value, the hue turned, and back: with Pillow's rounding on the
 * picture's own scale.
 */
final class Hue {
  private Hue() {}

  static void turn(Samples in, int at, int shift, Samples out) {
    int full = in.full();
    int r = in.get(at);
    int g = in.get(at + 1);
    int b = in.get(at + 2);
    int most = Math.max(r, Math.max(g, b));
    int least = Math.min(r, Math.min(g, b));
    if (most == least) {
      return;
    }
    float spread = most - least;
    float toR = (most - r) / spread;
    float toG = (most - g) / spread;
    float toB = (most - b) / spread;
    float sixth =
        r == most ? toB - toG : g == most ? (float) (2.0 + toR - toB) : (float) (4.0 + toG - toR);
    float circle = (float) ((sixth / 6.0 + 1.0) % 1.0);
    int hue = ((int) (circle * (double) full) + shift) & full;
    int saturation = (int) ((spread / most) * (double) full);
    back(hue, saturation, most, full, out, at);
  }

  private static void back(int hue, int saturation, int value, int full, Samples out, int at) {
    double sixths = hue * 6.0 / full;
    int sector = (int) Math.floor(sixths);
    float f = (float) (sixths - sector);
    float s = (float) (saturation / (double) full);
    int p = (int) Math.round(value * (1.0 - s));
    int q = (int) Math.round(value * (1.0 - s * f));
    int t = (int) Math.round(value * (1.0 - s * (1.0 - f)));
    switch (sector % 6) {
      case 0 -> set(out, at, value, t, p);
      case 1 -> set(out, at, q, value, p);
      case 2 -> set(out, at, p, value, t);
      case 3 -> set(out, at, p, q, value);
      case 4 -> set(out, at, t, p, value);
      default -> set(out, at, value, p, q);
    }
  }

  private static void set(Samples out, int at, int r, int g, int b) {
    out.set(at, r);
    out.set(at + 1, g);
    out.set(at + 2, b);
  }
}
