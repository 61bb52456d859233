package dev.fovea.image;

/**
 * Where a resized picture lies, in pixels of what it was made part of (a letterbox, or a cut that
 * it may reach out of), and the way back.
 *
 * @param imageWidth of the picture before
 * @param imageHeight of the picture before
 * @param left first column of the picture
 * @param top first row of the picture
 * @param width of the picture after
 * @param height of the picture after
 */
public record Placement(int imageWidth, int imageHeight, int left, int top, int width, int height) {

  static Placement of(int imageWidth, int imageHeight, Resize.Letterbox box) {
    double scale =
        Math.min((double) box.widthPx() / imageWidth, (double) box.heightPx() / imageHeight);
    int width = Math.max(1, Math.min(box.widthPx(), (int) Math.round(imageWidth * scale)));
    int height = Math.max(1, Math.min(box.heightPx(), (int) Math.round(imageHeight * scale)));
    int odd = box.oddAtEnd() ? 0 : 1;
    return new Placement(
        imageWidth,
        imageHeight,
        (box.widthPx() - width + odd) / 2,
        (box.heightPx() - height + odd) / 2,
        width,
        height);
  }

  /** The same place of the whole picture, where a smaller one was decoded of its file. */
  public Placement whole(int imageWidth, int imageHeight) {
    return new Placement(imageWidth, imageHeight, left, top, width, height);
  }

  /** A point of the picture, in what it is part of. */
  public Point forward(Point p) {
    return new Point(left + p.x() * width / imageWidth, top + p.y() * height / imageHeight);
  }

  /** {@link #forward} as a map: for boxes, and to be joined with other maps. */
  public Affine map() {
    return Affine.scale((double) width / imageWidth, (double) height / imageHeight)
        .then(Affine.translation(left, top));
  }

  /** A point of the whole, in the picture; points in the padding go to the picture's edge. */
  public Point back(Point p) {
    return new Point(
        Math.max(0, Math.min(imageWidth, (p.x() - left) * imageWidth / width)),
        Math.max(0, Math.min(imageHeight, (p.y() - top) * imageHeight / height)));
  }

  /** A box of the whole, in the picture and cut at its edges. */
  public Box back(Box box) {
    Point first = back(new Point(box.left(), box.top()));
    Point last = back(new Point(box.right(), box.bottom()));
    return new Box(first.x(), first.y(), last.x(), last.y());
  }
}
