package dev.fovea.image;

/**
 * Resizing, equal to Pillow 13's {@code resize(size, resample, box)} bit for bit: scores of
 * published weights depend on it.
 *
 * <p>8 bit: fixed-point weights of 22 bits, two passes, each rounded to 8 bit. 16 bit: double
 * weights, rounded to 16 bit after each pass. Pictures with alpha are premultiplied, resized and
 * divided again (as Pillow does for LA and RGBA), so that the colour of invisible pixels does not
 * bleed; NEAREST moves samples as they are.
 */
public final class Resample {
  private Resample() {}

  /** The whole picture at another size in pixels. */
  public static Image of(Image image, int width, int height, Kernel kernel) {
    return of(image, Box.all(image), width, height, kernel);
  }

  /** A part of the picture at another size in pixels. */
  public static Image of(Image image, Box box, int width, int height, Kernel kernel) {
    return of(image, box, width, height, kernel, true);
  }

  /**
   * A part of the picture at another size in pixels. Without {@code antialias} the filter keeps its
   * width when it shrinks (torchvision's {@code antialias=False}, OpenCV's INTER_LINEAR), and fine
   * detail turns into noise.
   */
  public static Image of(
      Image image, Box box, int width, int height, Kernel kernel, boolean antialias) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "resize: expected a size of at least 1x1 px, got " + width + "x" + height);
    }
    if (box.width() <= 0 || box.height() <= 0) {
      throw new IllegalArgumentException("resize: " + box + " is empty");
    }
    if (box.left() < 0
        || box.top() < 0
        || box.right() > image.width()
        || box.bottom() > image.height()) {
      throw new IllegalArgumentException("resize: " + box + " leaves " + image + "; clip it first");
    }
    boolean whole = box.equals(Box.all(image));
    if (whole && width == image.width() && height == image.height()) {
      return image;
    }
    if (kernel == Kernel.NEAREST) {
      return Nearest.of(image, box, width, height);
    }
    return part(
        image,
        Taps.of(image.width(), box.left(), box.right(), width, kernel, antialias),
        Taps.of(image.height(), box.top(), box.bottom(), height, kernel, antialias),
        downFirst(image, width, height));
  }

  /** By the weights of both axes, which may be those of a part of the new picture. */
  static Image part(Image image, Taps across, Taps down, boolean downFirst) {
    Image source = image.hasAlpha() ? Alpha.premultiply(image) : image;
    Image out =
        source.bits() == 8
            ? Resample8.of(source, across, down, downFirst)
            : Resample16.of(source, across, down, downFirst);
    return image.hasAlpha() ? Alpha.divide(out) : out;
  }

  /**
   * Pillow 13's rule for the order of the passes: columns go first where the height loses more than
   * twice as many pixels as the width. Older versions always begin with the rows; the two orders
   * differ by a level of rounding.
   */
  static boolean downFirst(Image image, int width, int height) {
    return height < image.height() && image.height() - height > 2L * (image.width() - width);
  }
}
