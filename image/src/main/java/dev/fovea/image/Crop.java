package dev.fovea.image;

/**
 * A cut from the middle, in pixels; smaller pictures are padded with black, as torchvision's
 * CenterCrop does.
 */
public record Crop(int heightPx, int widthPx) {
  public Crop {
    if (heightPx < 1 || widthPx < 1) {
      throw new IllegalArgumentException(
          "crop: sizes in px are at least 1, got " + heightPx + "x" + widthPx);
    }
    if ((long) heightPx * widthPx > Decode.MAX_PIXELS) {
      throw new IllegalArgumentException(
          "crop: %dx%d px are more than the %,d that one picture may have"
              .formatted(heightPx, widthPx, Decode.MAX_PIXELS));
    }
  }

  /** The middle of the picture. */
  public Image of(Image image) {
    if (image.width() == widthPx && image.height() == heightPx) {
      return image;
    }
    return Pad.of(
        image,
        -offset(image.width(), widthPx),
        -offset(image.height(), heightPx),
        widthPx,
        heightPx,
        0);
  }

  /** The middle of what the picture becomes: what is cut off is not worked out. */
  Image of(Image image, Resize.Shortest resize) {
    Placement to = resize.placement(image.width(), image.height());
    boolean same = to.width() == image.width() && to.height() == image.height();
    if (same || resize.kernel() == Kernel.NEAREST || to.width() < widthPx || to.height() < heightPx)
      return of(resize.of(image));
    int left = offset(to.width(), widthPx);
    int top = offset(to.height(), heightPx);
    return Resample.part(
        image,
        Taps.of(image.width(), 0, image.width(), to.width(), resize.kernel(), resize.antialias())
            .part(left, left + widthPx),
        Taps.of(image.height(), 0, image.height(), to.height(), resize.kernel(), resize.antialias())
            .part(top, top + heightPx),
        Resample.downFirst(image, to.width(), to.height()));
  }

  /** Where a picture lies in the cut that lay there in one of that size before. */
  Placement of(Placement before, int width, int height) {
    return new Placement(
        before.imageWidth(),
        before.imageHeight(),
        before.left() - offset(width, widthPx),
        before.top() - offset(height, heightPx),
        before.width(),
        before.height());
  }

  /** torchvision's offset: the half rounded to even where it cuts, rounded down where it pads. */
  private static int offset(int from, int to) {
    return from >= to ? (int) Math.rint((from - to) / 2.0) : -((to - from) / 2);
  }
}
