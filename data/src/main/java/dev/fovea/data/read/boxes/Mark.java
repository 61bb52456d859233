package dev.fovea.data.read.boxes;

/**
 * A box as a file says it, right or wrong: corners may be swapped, outside or no numbers at all.
 *
 * @param areaPx NaN where the file does not say it
 * @param number which one in its file: an id or a line
 */
record Mark(
    int label,
    double left,
    double top,
    double right,
    double bottom,
    boolean crowd,
    double areaPx,
    long number) {

  /** The same box, of another class. */
  Mark labelled(int other) {
    return new Mark(other, left, top, right, bottom, crowd, areaPx, number);
  }

  /** A box of shares on a picture of this size; whole pixels come out whole. */
  Mark onPicture(int width, int height) {
    return new Mark(
        label,
        whole(left * width),
        whole(top * height),
        whole(right * width),
        whole(bottom * height),
        crowd,
        areaPx * width * height,
        number);
  }

  private static double whole(double pixels) {
    return Math.abs(pixels - Math.rint(pixels)) < 1e-9 ? Math.rint(pixels) : pixels;
  }
}
