package dev.fovea.data.draw;

import java.awt.geom.AffineTransform;

/** Colours the pixels of mat and metal, each as its light and its texture have it. */
final class Surface {
  private static final double GLARE_WIDTH = 0.11;

  private final Grain grain;
  private final Light light;
  private final int width;
  private final int height;

  Surface(Grain grain, Light light, int width, int height) {
    this.grain = grain;
    this.light = light;
    this.width = width;
    this.height = height;
  }

  /** A dark mat of rubber with soft patches and a fine grain. */
  void mat(int[] pixels) {
    for (int j = 0; j < height; j++) {
      double y = (j + 0.5 - height / 2.0) / width;
      for (int i = 0; i < width; i++) {
        double x = (i + 0.5 - width / 2.0) / width;
        double level =
            (54 + 4 * grain.patches(x * 14, y * 14) + 3 * grain.patches(x * 210, y * 210))
                * light.at(x, y);
        pixels[j * width + i] = rgb(0.94 * level, level, 1.02 * level);
      }
    }
  }

  /**
   * Metal where it covers, brushed along the plate's x.
   *
   * @param cover how much of each pixel is metal, 0 to 255
   * @param toPart from pixels to the plate
   */
  void metal(int[] pixels, byte[] cover, AffineTransform toPart, double tone) {
    double dux = toPart.getScaleX();
    double dvx = toPart.getShearY();
    for (int j = 0; j < height; j++) {
      double y = (j + 0.5 - height / 2.0) / width;
      double u = dux * 0.5 + toPart.getShearX() * (j + 0.5) + toPart.getTranslateX();
      double v = dvx * 0.5 + toPart.getScaleY() * (j + 0.5) + toPart.getTranslateY();
      for (int i = 0; i < width; i++, u += dux, v += dvx) {
        int share = cover[j * width + i] & 0xFF;
        if (share == 0) continue;
        double x = (i + 0.5 - width / 2.0) / width;
        double off = (u - light.glareAt()) / GLARE_WIDTH;
        double level =
            tone * light.at(x, y)
                + light.glare() / (1 + off * off)
                + 4 * grain.streaks(u * 5, v * Math.min(1500, width / 3.0))
                + 3 * grain.streaks(u * 2 + 40, v * 90)
                + 3 * grain.patches(u * 9 + 60, v * 9);
        int metal = rgb(0.98 * level, level, 1.03 * level);
        int at = j * width + i;
        pixels[at] = share == 255 ? metal : mixed(pixels[at], metal, share);
      }
    }
  }

  private static int rgb(double red, double green, double blue) {
    return level(red) << 16 | level(green) << 8 | level(blue);
  }

  private static int level(double value) {
    return Math.clamp((int) (value + 0.5), 0, 255);
  }

  private static int mixed(int under, int over, int share) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (under >> shift) & 0xFF;
      int to = (over >> shift) & 0xFF;
      rgb |= (from + (to - from) * share / 255) << shift;
    }
    return rgb;
  }
}
