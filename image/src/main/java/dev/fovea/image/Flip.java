package dev.fovea.image;

/** Mirrors pictures; no sample changes. */
public final class Flip {
  private Flip() {}

  /** Left and right change places. */
  public static Image leftRight(Image image) {
    return Orientation.upright(image, 2);
  }

  /** Top and bottom change places. */
  public static Image topBottom(Image image) {
    return Orientation.upright(image, 4);
  }
}
