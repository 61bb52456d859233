package dev.fovea.image.codec;

/** CMYK to RGB without a profile, with Pillow's rounding. */
final class Cmyk {
  private Cmyk() {}

  /**
   * Replaces cyan, magenta and yellow by red, green and blue; black is the fourth number, {@code
   * white} a full one.
   */
  static void toRgb(int[] pixel, int white) {
    int left = white - pixel[3];
    for (int k = 0; k < 3; k++) {
      pixel[k] = Math.max(0, left - (int) (((long) pixel[k] * left + white / 2) / white));
    }
  }
}
