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

  /** The same box where lengths are {@code x} and {@code y} times as long. */
  Mark times(double x, double y) {
    return new Mark(label, left * x, top * y, right * x, bottom * y, crowd, areaPx * x * y, number);
  }
}
