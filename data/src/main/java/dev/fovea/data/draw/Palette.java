package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import java.awt.Color;

/**
 * Colours that go together: two for the ground, two for the motif that stand out from them, by
 * light or by hue or both.
 */
record Palette(Color ground, Color groundToo, Color motif, Color motifToo) {

  static Palette draw(Dice dice) {
    double hue = dice.uniform();
    double light = dice.chance(0.5) ? dice.uniform(0.16, 0.42) : dice.uniform(0.6, 0.86);
    double saturation = dice.uniform(0.15, 0.6);
    boolean dark = light < 0.5;
    double away = hue + dice.uniform(0.18, 0.82);
    double bright = dark ? dice.uniform(light + 0.24, 0.86) : dice.uniform(0.16, light - 0.24);
    double strong = dice.uniform(0.35, 0.95);
    return new Palette(
        color(hue, saturation, light),
        color(hue + dice.uniform(-0.12, 0.12), saturation, light + dice.uniform(-0.13, 0.13)),
        color(away, strong, bright),
        color(away + dice.uniform(-0.1, 0.1), strong, bright + dice.uniform(-0.08, 0.08)));
  }

  /** The same ground for another motif, of any hue and as far from the ground's light as before. */
  Palette other(Dice dice) {
    double light = (lightness(ground) + lightness(groundToo)) / 2;
    double bright =
        light < 0.5
            ? dice.uniform(Math.min(0.8, light + 0.28), 0.9)
            : dice.uniform(0.1, Math.max(0.2, light - 0.28));
    double hue = dice.uniform();
    double strong = dice.uniform(0.35, 0.95);
    return new Palette(
        ground,
        groundToo,
        color(hue, strong, bright),
        color(hue + dice.uniform(-0.1, 0.1), strong, bright + dice.uniform(-0.08, 0.08)));
  }

  private static double lightness(Color color) {
    int most = Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue()));
    int least = Math.min(color.getRed(), Math.min(color.getGreen(), color.getBlue()));
    return (most + least) / 510.0;
  }

  /** A colour near the ground's, for clutter: seen, but no rival to the motif. */
  Color clutter(Dice dice) {
    Color near = dice.chance(0.75) ? ground : motif;
    int shift = (int) dice.uniform(-60, 60);
    return new Color(
        level(near.getRed() + shift + (int) dice.uniform(-40, 40)),
        level(near.getGreen() + shift + (int) dice.uniform(-40, 40)),
        level(near.getBlue() + shift + (int) dice.uniform(-40, 40)));
  }

  private static int level(int value) {
    return Math.clamp(value, 0, 255);
  }

  /** Hue goes round once from 0 to 1; saturation and lightness are cut to [0, 1]. */
  private static Color color(double hue, double saturation, double lightness) {
    double l = Math.clamp(lightness, 0.04, 0.96);
    double chroma = (1 - Math.abs(2 * l - 1)) * Math.clamp(saturation, 0.0, 1.0);
    return new Color(
        channel(hue, 0, l, chroma), channel(hue, 8, l, chroma), channel(hue, 4, l, chroma));
  }

  private static float channel(double hue, int offset, double lightness, double chroma) {
    double k = (offset + 12 * (hue - Math.floor(hue))) % 12;
    double share = Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
    return (float) Math.clamp(lightness - chroma / 2 * share, 0.0, 1.0);
  }
}
