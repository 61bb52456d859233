package dev.fovea.data.draw;

import dev.fovea.data.Dice;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Outlines about the origin, of radius 1; y points down. */
final class Outlines {
  private static final BasicStroke PEN =
      new BasicStroke(0.36f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private Outlines() {}

  static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  static Shape without(Shape shape, Shape hole) {
    var area = new Area(shape);
    area.subtract(new Area(hole));
    return area;
  }

  /** A closed line through points given as x, y, x, y... */
  static Path2D polygon(double... xy) {
    var path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
    path.closePath();
    return path;
  }

  /** A plus sign whose arms are {@code 2 arm} wide. */
  static Shape cross(double arm) {
    return polygon(
        -arm, -1, arm, -1, arm, -arm, 1, -arm, 1, arm, arm, arm, arm, 1, -arm, 1, -arm, arm, -1,
        arm, -1, -arm, -arm, -arm);
  }

  static Shape star(int points, double inner) {
    var xy = new double[4 * points];
    for (int i = 0; i < 2 * points; i++) {
      double radius = i % 2 == 0 ? 1.08 : inner * 1.08;
      double angle = Math.PI * i / points;
      xy[2 * i] = radius * StrictMath.sin(angle);
      xy[2 * i + 1] = -radius * StrictMath.cos(angle);
    }
    return polygon(xy);
  }

  static Shape heart() {
    var path = new Path2D.Double();
    path.moveTo(0, 0.98);
    path.curveTo(-0.45, 0.55, -1.05, 0.2, -1.02, -0.35);
    path.curveTo(-1, -0.95, -0.25, -1.05, 0, -0.45);
    path.curveTo(0.25, -1.05, 1, -0.95, 1.02, -0.35);
    path.curveTo(1.05, 0.2, 0.45, 0.55, 0, 0.98);
    path.closePath();
    return path;
  }

  static Shape letterA() {
    var path = new Path2D.Double();
    path.moveTo(-0.68, 0.86);
    path.lineTo(0, -0.86);
    path.lineTo(0.68, 0.86);
    path.moveTo(-0.42, 0.28);
    path.lineTo(0.42, 0.28);
    return new Area(PEN.createStrokedShape(path));
  }

  static Shape letterS() {
    var path = new Path2D.Double();
    path.moveTo(0.58, -0.55);
    path.curveTo(0.45, -0.95, -0.6, -1, -0.6, -0.42);
    path.curveTo(-0.6, 0.08, 0.62, -0.1, 0.62, 0.42);
    path.curveTo(0.62, 1, -0.5, 0.98, -0.62, 0.52);
    return new Area(PEN.createStrokedShape(path));
  }

  /** A smooth closed line through points at random distances (Catmull and Rom). */
  static Shape blob(Dice dice) {
    int n = 7;
    var x = new double[n];
    var y = new double[n];
    for (int i = 0; i < n; i++) {
      double radius = dice.uniform(0.72, 1.08);
      x[i] = radius * StrictMath.cos(2 * Math.PI * i / n);
      y[i] = radius * StrictMath.sin(2 * Math.PI * i / n);
    }
    var path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 0; i < n; i++) {
      int before = (i + n - 1) % n;
      int next = (i + 1) % n;
      int after = (i + 2) % n;
      path.curveTo(
          x[i] + (x[next] - x[before]) / 6,
          y[i] + (y[next] - y[before]) / 6,
          x[next] - (x[after] - x[i]) / 6,
          y[next] - (y[after] - y[i]) / 6,
          x[next],
          y[next]);
    }
    path.closePath();
    return path;
  }
}
