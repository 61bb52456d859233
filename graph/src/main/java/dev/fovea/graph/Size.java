package dev.fovea.graph;

/**
 * A height and a width, in pixels of the feature map.
 *
 * @param h height, rows
 * @param w width, columns
 */
public record Size(int h, int w) {
  /** A square. */
  public static Size of(int side) {
    return new Size(side, side);
  }

  /** {@code 3x3}: height first. */
  @Override
  public String toString() {
    return h + "x" + w;
  }
}
