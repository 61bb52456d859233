package dev.fovea.image;

import java.awt.Color;

/**
 * A colour for each class, the same in every picture. The first ten are chosen by eye: bright
 * enough to be seen in photographs and far apart, neighbours most of all. Later ones go round the
 * colour wheel by the golden angle, so that no two of them are equal.
 */
public final class BoxColour {
  private static final int[] CHOSEN = {
    0xff4f30, 0x2f9dff, 0xffd000, 0xc46bff, 0x35d65c, 0xff8fc7, 0x00d2d2, 0xff9a1f, 0xa6e000,
    0x8fa8ff
  };

  private static final double GOLDEN = 0.6180339887498949;

  private BoxColour() {}

  /** The colour of a class, counted from 0; 0xRRGGBB. */
  public static int of(int label) {
    if (label < 0) throw new IllegalArgumentException("a label counts from 0, got " + label);
    if (label < CHOSEN.length) return CHOSEN[label];
    double hue = label * GOLDEN % 1;
    float saturation = 0.55f + 0.2f * (label % 3);
    return Color.HSBtoRGB((float) hue, saturation, 1f) & 0xffffff;
  }
}
