package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import dev.fovea.image.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** One drawn picture with several motifs, each marked by what is seen of it. */
record DrawnObjects(Image image, List<CocoFile.Annotation> truth) {
  private static final int MOST = 8;
  private static final double SMALLEST = 0.05;
  private static final double LARGEST = 0.26;
  private static final int TRIES = 30;

  /** How much of the smaller of two boxes may lie in the other. */
  private static final double OVERLAP = 0.12;

  /** What is not hidden of a thing. */
  private record Seen(int category, Area area) {
    CocoFile.Annotation marked(int size) {
      return new CocoFile.Annotation(category, Mask.of(area, size, size));
    }
  }

  /** Draws one to eight of these motifs; a category is a place in the list. */
  static DrawnObjects draw(List<Motif> motifs, int size, Dice dice) {
    var palette = Palette.draw(dice);
    var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    var clutter = new Clutter(picture, pen, palette, dice);
    clutter.behind();
    var things = new ArrayList<Seen>();
    var boxes = new ArrayList<Rectangle2D>();
    for (int n = 1 + dice.below(MOST); n > 0; n--) {
      int category = dice.below(motifs.size());
      Motif motif = motifs.get(category);
      double radius = SMALLEST * StrictMath.pow(LARGEST / SMALLEST, dice.uniform()) * size;
      AffineTransform place = free(motif, radius, size, boxes, dice);
      if (place == null) continue;
      Shape covered = DrawnPicture.put(pen, motif, radius, place, palette.other(dice), dice);
      boxes.add(covered.getBounds2D());
      things.forEach(thing -> thing.area.subtract(new Area(covered)));
      things.add(new Seen(category, new Area(covered)));
    }
    clutter.before();
    pen.dispose();
    clutter.noise();
    var truth = things.stream().map(thing -> thing.marked(size)).toList();
    return new DrawnObjects(RgbPixels.image(picture), truth);
  }

  /** A place that hides little of what is there, or null where none is found. */
  private static AffineTransform free(
      Motif motif, double radius, int size, List<Rectangle2D> boxes, Dice dice) {
    for (int i = 0; i < TRIES; i++) {
      AffineTransform place = DrawnPicture.place(motif, radius, size, dice);
      double x = place.getTranslateX();
      double y = place.getTranslateY();
      var box = new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      if (boxes.stream().allMatch(b -> overlap(b, box) <= OVERLAP)) return place;
    }
    return null;
  }

  private static double overlap(Rectangle2D one, Rectangle2D other) {
    var both = one.createIntersection(other);
    if (both.isEmpty()) return 0;
    double smaller =
        Math.min(one.getWidth() * one.getHeight(), other.getWidth() * other.getHeight());
    return both.getWidth() * both.getHeight() / smaller;
  }
}
