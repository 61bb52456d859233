package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * What is on a picture besides its motif: a ground of two colours, soft blobs, curved lines, specks
 * and noise.
 */
final class Clutter {
  private final int[] pixels;
  private final Graphics2D pen;
  private final int size;
  private final Palette palette;
  private final Dice dice;

  Clutter(BufferedImage picture, Graphics2D pen, Palette palette, Dice dice) {
    this.pixels = RgbPixels.of(picture);
    this.pen = pen;
    this.size = picture.getWidth();
    this.palette = palette;
    this.dice = dice;
  }

  /** Everything behind the motif. */
  void behind() {
    double angle = dice.uniform(0, 2 * Math.PI);
    float dx = (float) (size / 2.0 * StrictMath.cos(angle));
    float dy = (float) (size / 2.0 * StrictMath.sin(angle));
    float middle = size / 2f;
    pen.setPaint(
        new GradientPaint(
            middle - dx,
            middle - dy,
            palette.ground(),
            middle + dx,
            middle + dy,
            palette.groundToo()));
    pen.fillRect(0, 0, size, size);
    for (int i = dice.below(5); i >= 0; i--) softBlob();
    for (int i = dice.below(7); i > 0; i--) line(0.008, 0.035);
    for (int i = dice.below(14); i > 0; i--) speck();
  }

  /** A thin line or two across everything, motif included. */
  void before() {
    for (int i = dice.below(3); i > 0; i--) line(0.006, 0.018);
  }

  /** A spot of colour that fades out; pixel by pixel, which is faster than Java2D's gradients. */
  private void softBlob() {
    double radius = dice.uniform(0.12, 0.45) * size;
    double x = dice.uniform() * size;
    double y = dice.uniform() * size;
    int color = palette.clutter(dice).getRGB();
    for (int j = Math.max(0, (int) (y - radius)); j < Math.min(size, y + radius); j++) {
      for (int i = Math.max(0, (int) (x - radius)); i < Math.min(size, x + radius); i++) {
        double share = 0.6 * (1 - Math.hypot(i + 0.5 - x, j + 0.5 - y) / radius);
        if (share > 0) pixels[j * size + i] = mixed(pixels[j * size + i], color, share);
      }
    }
  }

  private static int mixed(int rgb, int other, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int level = (rgb >> shift) & 0xFF;
      int to = (other >> shift) & 0xFF;
      mixed |= (int) Math.rint(level + share * (to - level)) << shift;
    }
    return mixed;
  }

  private void line(double thin, double thick) {
    var path = new Path2D.Double();
    path.moveTo(anywhere(), anywhere());
    path.curveTo(anywhere(), anywhere(), anywhere(), anywhere(), anywhere(), anywhere());
    pen.setStroke(
        new BasicStroke(
            (float) (dice.uniform(thin, thick) * size),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND));
    pen.setColor(palette.clutter(dice));
    pen.draw(path);
  }

  private void speck() {
    double radius = dice.uniform(0.006, 0.025) * size;
    pen.setColor(palette.clutter(dice));
    pen.fill(new Ellipse2D.Double(anywhere(), anywhere(), 2 * radius, 2 * radius));
  }

  private double anywhere() {
    return dice.uniform(-0.1, 1.1) * size;
  }

  /** Adds noise of a random strength to every sample: the sum of two even spreads. */
  void noise() {
    double strength = dice.uniform(0, 14);
    for (int i = 0; i < pixels.length; i++) {
      long bits = dice.nextLong();
      int rgb = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        double spread = ((bits & 0x3FF) + ((bits >>> 10) & 0x3FF)) / 1023.0 - 1;
        bits >>>= 20;
        int level = (int) Math.rint(((pixels[i] >> shift) & 0xFF) + strength * spread);
        rgb |= Math.clamp(level, 0, 255) << shift;
      }
      pixels[i] = rgb;
    }
  }

  /** Draws over what is there with this share of the colour. */
  static AlphaComposite share(double share) {
    return AlphaComposite.SrcOver.derive((float) share);
  }
}
