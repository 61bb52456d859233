package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A milled plate as it came from the machine. Lengths are shares of a photograph's width; the
 * origin is the middle of the plate, y points down. All plates are of one design; finish, dust and
 * place are each one's own.
 *
 * @param place from the plate to the photograph's middle
 * @param tone grey level of the metal, 0 to 255
 * @param grain texture of the metal and of the mat below it
 * @param marks what lies on the metal and is no defect
 * @param scratch a thin closed outline, if there is one
 * @param scratchDepth how much brighter a scratch is than what is around it, in levels
 */
record Part(
    AffineTransform place,
    double tone,
    Grain grain,
    List<Mark> marks,
    Optional<Shape> scratch,
    double scratchDepth) {
  /** A pixel of a photograph that is 4,000 px wide. */
  static final double PX = 1.0 / 4000;

  private static final double WIDTH = 0.68;
  private static final double HEIGHT = 0.5;

  /** The plate with all its holes. */
  static final Area METAL = metal();

  /** Where a scratch may be: the plate less a rim. */
  private static final Area INNER = inner();

  /**
   * Something on the surface: an outline to fill, brighter or darker than the metal.
   *
   * @param share how much of the metal it covers, 0 to 1
   */
  record Mark(Shape shape, boolean bright, double share) {}

  /**
   * @param scratchPx how long a scratch is, in pixels of a photograph that is 4,000 px wide; 0:
   *     none
   */
  static Part draw(int scratchPx, Dice dice) {
    var place = new AffineTransform();
    place.translate(dice.uniform(-0.03, 0.03), dice.uniform(-0.025, 0.025));
    place.rotate(Math.toRadians(dice.uniform(-6, 6)));
    double scale = dice.uniform(0.97, 1.03);
    place.scale(scale, scale);
    double tone = dice.uniform(118, 158);
    var grain = new Grain(dice);
    var marks = new ArrayList<Mark>();
    smudges(marks, dice);
    for (int i = 8 + dice.below(20); i > 0; i--) marks.add(toolMark(dice));
    for (int i = 6 + dice.below(16); i > 0; i--) marks.add(dust(dice));
    for (int i = dice.below(3); i > 0; i--) marks.add(lint(dice));
    Optional<Shape> scratch =
        scratchPx > 0 ? Optional.of(scratch(scratchPx, dice)) : Optional.empty();
    return new Part(place, tone, grain, List.copyOf(marks), scratch, dice.uniform(70, 105));
  }

  private static Area metal() {
    var plate =
        new Area(new RoundRectangle2D.Double(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT, 0.05, 0.05));
    plate.subtract(new Area(Outlines.circle(-0.13, 0, 0.115)));
    plate.subtract(new Area(new RoundRectangle2D.Double(0.09, -0.035, 0.16, 0.07, 0.07, 0.07)));
    for (int x = -1; x <= 1; x += 2) {
      for (int y = -1; y <= 1; y += 2)
        plate.subtract(new Area(Outlines.circle(0.29 * x, 0.2 * y, 0.018)));
    }
    plate.subtract(new Area(Outlines.circle(0.17, -0.14, 0.012)));
    plate.subtract(new Area(Outlines.circle(0.17, 0.14, 0.012)));
    return plate;
  }

  private static Area inner() {
    var inner = new Area(METAL);
    inner.subtract(new Area(stroked(METAL, 0.024)));
    return inner;
  }

  /** Fingers and oil: soft blobs, made of rings that cover each other. */
  private static void smudges(List<Mark> marks, Dice dice) {
    for (int i = 1 + dice.below(4); i > 0; i--) {
      double x = dice.uniform(-WIDTH / 2, WIDTH / 2);
      double y = dice.uniform(-HEIGHT / 2, HEIGHT / 2);
      double radius = dice.uniform(0.03, 0.09);
      double flat = dice.uniform(0.4, 1);
      boolean bright = dice.chance(0.3);
      for (int ring = 10; ring >= 1; ring--) {
        double r = radius * ring / 10;
        marks.add(
            new Mark(
                new Ellipse2D.Double(x - r, y - r * flat, 2 * r, 2 * r * flat), bright, 0.012));
      }
    }
  }

  /** A long, faint line along the way of the mill. */
  private static Mark toolMark(Dice dice) {
    double length = dice.uniform(80, 900) * PX;
    double x = dice.uniform(-WIDTH / 2, WIDTH / 2 - length);
    double y = dice.uniform(-HEIGHT / 2, HEIGHT / 2);
    double sag = dice.uniform(-0.004, 0.004);
    Path2D line = new Path2D.Double();
    line.moveTo(x, y);
    line.quadTo(x + length / 2, y + sag, x + length, y);
    return new Mark(
        stroked(line, dice.uniform(1.2, 3) * PX), dice.chance(0.5), dice.uniform(0.06, 0.2));
  }

  private static Mark dust(Dice dice) {
    double radius = dice.uniform(1.2, 4) * PX;
    double x = dice.uniform(-WIDTH / 2, WIDTH / 2);
    double y = dice.uniform(-HEIGHT / 2, HEIGHT / 2);
    double flat = dice.uniform(0.6, 1);
    return new Mark(
        new Ellipse2D.Double(x - radius, y - radius * flat, 2 * radius, 2 * radius * flat),
        dice.chance(0.4),
        dice.uniform(0.3, 0.9));
  }

  /** A fibre: longer than a scratch, bent more, and dim. */
  private static Mark lint(Dice dice) {
    double x = dice.uniform(-WIDTH / 2, WIDTH / 2);
    double y = dice.uniform(-HEIGHT / 2, HEIGHT / 2);
    double reach = dice.uniform(50, 130) * PX;
    var line = new Path2D.Double();
    line.moveTo(x, y);
    line.curveTo(
        x + dice.uniform(-1, 1) * reach,
        y + dice.uniform(-1, 1) * reach,
        x + dice.uniform(-1, 1) * reach,
        y + dice.uniform(-1, 1) * reach,
        x + dice.uniform(-1, 1) * reach,
        y + dice.uniform(-1, 1) * reach);
    return new Mark(stroked(line, dice.uniform(1.5, 2.5) * PX), false, dice.uniform(0.15, 0.35));
  }

  /** A gouge, about twelve times as long as wide, slightly bent, across the grain. */
  private static Shape scratch(int px, Dice dice) {
    double half = px * dice.uniform(0.4, 0.6) * PX;
    double angle = Math.toRadians(dice.uniform(20, 160));
    double dx = half * StrictMath.cos(angle);
    double dy = half * StrictMath.sin(angle);
    double bend = dice.uniform(-0.25, 0.25);
    double x;
    double y;
    do {
      x = dice.uniform(-WIDTH / 2, WIDTH / 2);
      y = dice.uniform(-HEIGHT / 2, HEIGHT / 2);
    } while (!INNER.contains(x - dx, y - dy) || !INNER.contains(x + dx, y + dy));
    var line = new Path2D.Double();
    line.moveTo(x - dx, y - dy);
    line.quadTo(x - bend * dy, y + bend * dx, x + dx, y + dy);
    return stroked(line, px * dice.uniform(0.067, 0.1) * PX);
  }

  /** The outline of a line of this width with round ends; made in pixels, which the pen is for. */
  private static Shape stroked(Shape line, double width) {
    var pen = new BasicStroke((float) (width / PX), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    Shape large = AffineTransform.getScaleInstance(1 / PX, 1 / PX).createTransformedShape(line);
    return AffineTransform.getScaleInstance(PX, PX)
        .createTransformedShape(pen.createStrokedShape(large));
  }
}
