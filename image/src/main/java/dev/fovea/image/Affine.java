package dev.fovea.image;

/**
 * A map of the plane: x' = a x + b y + c, y' = d x + e y + f, in pixels.
 *
 * <p>Points, not indices: pixel (i, j) is the square from (i, j) to (i+1, j+1) and its centre is
 * (i+0.5, j+0.5), as in Pillow. The middle of a picture is (width/2, height/2). y points down, so a
 * positive angle turns clockwise on the screen, as in torchvision's {@code affine}.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {
  /** The map that moves nothing. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /** Moves by pixels. */
  public static Affine translation(double x, double y) {
    return new Affine(1, 0, x, 0, 1, y);
  }

  /** Scales about the origin. */
  public static Affine scale(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  /** Turns about the origin, clockwise on the screen, in degrees. */
  public static Affine rotation(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  /**
   * Shears about the origin: x' = x - tan(xDegrees) y, then y' = y - tan(yDegrees) x', as
   * torchvision does.
   */
  public static Affine shear(double xDegrees, double yDegrees) {
    var alongX = new Affine(1, -Math.tan(Math.toRadians(xDegrees)), 0, 0, 1, 0);
    return alongX.then(new Affine(1, 0, 0, -Math.tan(Math.toRadians(yDegrees)), 1, 0));
  }

  /** This map seen from a point: move it to the origin, map, move back. */
  public Affine about(double x, double y) {
    return translation(-x, -y).then(this).then(translation(x, y));
  }

  /** This map first, then the other. */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * d,
        next.a * b + next.b * e,
        next.a * c + next.b * f + next.c,
        next.d * a + next.e * d,
        next.d * b + next.e * e,
        next.d * c + next.e * f + next.f);
  }

  /** The map back. */
  public Affine inverse() {
    double det = a * e - b * d;
    if (Math.abs(det) < 1e-12) {
      throw new IllegalStateException("affine: " + this + " flattens the plane and has no inverse");
    }
    return new Affine(
        e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det);
  }

  /** Where a point goes. */
  public Point apply(double x, double y) {
    return new Point(a * x + b * y + c, d * x + e * y + f);
  }

  /** The smallest upright box around what a box becomes. */
  public Box hull(Box box) {
    Point p = apply(box.left(), box.top());
    Point q = apply(box.right(), box.top());
    Point r = apply(box.left(), box.bottom());
    Point s = apply(box.right(), box.bottom());
    return new Box(
        Math.min(Math.min(p.x(), q.x()), Math.min(r.x(), s.x())),
        Math.min(Math.min(p.y(), q.y()), Math.min(r.y(), s.y())),
        Math.max(Math.max(p.x(), q.x()), Math.max(r.x(), s.x())),
        Math.max(Math.max(p.y(), q.y()), Math.max(r.y(), s.y())));
  }
}
