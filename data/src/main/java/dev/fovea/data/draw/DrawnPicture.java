package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import dev.fovea.image.Image;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** One drawn picture, its motif and where that is. */
record DrawnPicture(Image image, Motif motif, Mask mask) {

  static DrawnPicture draw(Motif motif, int size, Dice dice) {
    var palette = Palette.draw(dice);
    var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    var clutter = new Clutter(picture, pen, palette, dice);
    clutter.behind();
    double radius = dice.uniform(0.17, 0.36) * size;
    Shape covered = put(pen, motif, radius, place(motif, radius, size, dice), palette, dice);
    clutter.before();
    pen.dispose();
    clutter.noise();
    return new DrawnPicture(RgbPixels.image(picture), motif, Mask.of(covered, size, size));
  }

  /** Draws a motif at its place; the answer is what it covers there, without its shadow. */
  static Shape put(
      Graphics2D pen,
      Motif motif,
      double radius,
      AffineTransform place,
      Palette palette,
      Dice dice) {
    Shape outline = place.createTransformedShape(motif.outline(dice));
    shadow(pen, outline, radius, dice);
    return paint(pen, motif, outline, place, palette, dice);
  }

  /**
   * From the outline about the origin to its place: turned, a little stretched, scaled to the
   * radius, anywhere inside.
   */
  static AffineTransform place(Motif motif, double radius, int size, Dice dice) {
    var place = new AffineTransform();
    place.translate(dice.uniform(radius, size - radius), dice.uniform(radius, size - radius));
    place.rotate(Math.toRadians(dice.uniform(-motif.turnDegrees(), motif.turnDegrees())));
    double stretch = dice.uniform(0.88, 1.13);
    place.scale(radius * stretch, radius / stretch);
    return place;
  }

  private static void shadow(Graphics2D pen, Shape outline, double radius, Dice dice) {
    double shift = dice.uniform(0.04, 0.14) * radius;
    boolean shade = dice.chance(0.6);
    if (!shade) return;
    var moved = AffineTransform.getTranslateInstance(shift, shift).createTransformedShape(outline);
    pen.setColor(new Color(0, 0, 0, 70));
    pen.fill(moved);
  }

  private static Shape paint(
      Graphics2D pen,
      Motif motif,
      Shape outline,
      AffineTransform place,
      Palette palette,
      Dice dice) {
    Rectangle2D box = outline.getBounds2D();
    pen.setPaint(
        new GradientPaint(
            (float) box.getMinX(),
            (float) box.getMinY(),
            palette.motif(),
            (float) box.getMaxX(),
            (float) box.getMaxY(),
            palette.motifToo()));
    pen.fill(outline);
    if (motif.texture()) texture(pen, motif, outline, place, palette, dice);
    if (!dice.chance(0.35)) return outline;
    var stroke = new BasicStroke((float) Math.max(1, box.getWidth() / 28));
    pen.setStroke(stroke);
    pen.setComposite(Clutter.share(0.6));
    pen.setColor(dice.chance(0.5) ? palette.motif().darker().darker() : Color.WHITE);
    pen.draw(outline);
    pen.setComposite(Clutter.share(1));
    var whole = new Area(outline);
    whole.add(new Area(stroke.createStrokedShape(outline)));
    return whole;
  }

  /**
   * Bands in the colour of the ground, cut to the outline; two sets of bands that cancel out where
   * they cross make checks.
   */
  private static void texture(
      Graphics2D pen,
      Motif motif,
      Shape outline,
      AffineTransform place,
      Palette palette,
      Dice dice) {
    double step = dice.uniform(0.22, 0.36);
    double phase = dice.uniform(0, step);
    var bands = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = -4; i <= 4; i++) {
      double from = 2 * i * step + phase;
      bands.append(new Rectangle2D.Double(-2, from, 4, step), false);
      if (motif == Motif.CHECKS) bands.append(new Rectangle2D.Double(from, -2, step, 4), false);
    }
    Shape before = pen.getClip();
    pen.clip(outline);
    pen.setColor(palette.ground());
    pen.fill(place.createTransformedShape(bands));
    pen.setClip(before);
  }
}
