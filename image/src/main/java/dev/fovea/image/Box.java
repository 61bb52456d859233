package dev.fovea.image;

/**
 * A rectangle in a picture, in pixels, edges included as lines: pixel (0, 0) is the square from 0
 * to 1. Fractions are meant: a box may begin inside a pixel.
 */
public record Box(double left, double top, double right, double bottom) {
  public Box {
    if (!(left <= right && top <= bottom)) {
      throw new IllegalArgumentException(
          "a box has left <= right and top <= bottom, got [%s, %s, %s, %s]"
              .formatted(left, top, right, bottom));
    }
  }

  /** The whole picture. */
  public static Box all(Image image) {
    return new Box(0, 0, image.width(), image.height());
  }

  /** Width in pixels. */
  public double width() {
    return right - left;
  }

  /** Height in pixels. */
  public double height() {
    return bottom - top;
  }

  /**
   * This box cut at the edges of a picture of that size; one that lies outside shrinks to a line on
   * the edge.
   */
  public Box clip(int widthPx, int heightPx) {
    return within(new Box(0, 0, widthPx, heightPx));
  }

  /** This box cut at the edges of another; one that lies outside shrinks to a line on the edge. */
  public Box within(Box other) {
    return new Box(
        cut(left, other.left, other.right),
        cut(top, other.top, other.bottom),
        cut(right, other.left, other.right),
        cut(bottom, other.top, other.bottom));
  }

  private static double cut(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
