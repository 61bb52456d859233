package dev.fovea.predict.boxes;

/**
 * How much of a network's input a picture covers, from the top left corner: what lies beyond is
 * padding.
 */
public record PictureSize(int heightPx, int widthPx) {
  public PictureSize {
    if (heightPx < 1 || widthPx < 1)
      throw new IllegalArgumentException(
          "a picture has a pixel at least, got " + widthPx + " x " + heightPx);
  }
}
