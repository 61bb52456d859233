package dev.fovea.data.read.boxes;

import dev.fovea.image.Box;

/** Turns boxes as EXIF has their pictures turned. */
final class Turn {
  private Turn() {}

  /**
   * A box of the stored picture on the upright one.
   *
   * @param orientation of EXIF, 5 to 8: those that exchange width and height
   * @param width of the stored picture in pixels; height likewise
   */
  static Box upright(Box box, int orientation, int width, int height) {
    double x0 = box.left();
    double y0 = box.top();
    double x1 = box.right();
    double y1 = box.bottom();
    return switch (orientation) {
      case 5 -> new Box(y0, x0, y1, x1);
      case 6 -> new Box(height - y1, x0, height - y0, x1);
      case 7 -> new Box(height - y1, width - x1, height - y0, width - x0);
      case 8 -> new Box(y0, width - x1, y1, width - x0);
      default ->
          throw new IllegalArgumentException("orientation " + orientation + " keeps the sides");
    };
  }
}
