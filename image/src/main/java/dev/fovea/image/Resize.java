package dev.fovea.image;

/** How a picture is brought to the network's scale. */
public sealed interface Resize {
  /** The filter. */
  Kernel kernel();

  /** Whether the filter widens when it shrinks a picture. */
  boolean antialias();

  /** The picture resized. */
  Image of(Image image);

  /** Where a picture of that size comes to lie in what {@link #of} makes, and the way back. */
  Placement placement(int imageWidth, int imageHeight);

  /**
   * The same for an output of another size in pixels, of which the longer way is {@code times} as
   * long as before.
   */
  Resize withSize(int heightPx, int widthPx, double times);

  /** How many times smaller a picture of that size in pixels becomes; of both ways the lesser. */
  default double times(int width, int height) {
    Placement to = placement(width, height);
    return Math.min((double) width / to.width(), (double) height / to.height());
  }

  /**
   * The shorter side becomes {@code sizePx}; the longer keeps the ratio, rounded down as
   * torchvision's {@code Resize(size)} does.
   */
  record Shortest(int sizePx, Kernel kernel, boolean antialias) implements Resize {
    public Shortest {
      sides("shortest", sizePx, sizePx);
    }

    @Override
    public Resize withSize(int heightPx, int widthPx, double times) {
      int px = Math.max((int) Math.round(sizePx * times), Math.max(heightPx, widthPx));
      return new Shortest(px, kernel, antialias);
    }

    @Override
    public Image of(Image image) {
      Placement to = placement(image.width(), image.height());
      return Resample.of(image, Box.all(image), to.width(), to.height(), kernel, antialias);
    }

    @Override
    public Placement placement(int w, int h) {
      int longer = (int) ((double) sizePx * Math.max(w, h) / Math.min(w, h));
      if ((long) longer * sizePx > Decode.MAX_PIXELS) {
        throw new ImageException(
            ImageException.Kind.TOO_LARGE,
            "a picture of %dx%d px would become one of %d megapixels, %d px at its shorter side; cut it to a plainer shape first"
                .formatted(w, h, (long) longer * sizePx / 1_000_000, sizePx));
      }
      return new Placement(w, h, 0, 0, w <= h ? sizePx : longer, w <= h ? longer : sizePx);
    }
  }

  /** Both sides become what is said; the ratio is not kept. */
  record Stretch(int heightPx, int widthPx, Kernel kernel, boolean antialias) implements Resize {
    public Stretch {
      sides("stretch", heightPx, widthPx);
    }

    @Override
    public Resize withSize(int heightPx, int widthPx, double times) {
      return new Stretch(heightPx, widthPx, kernel, antialias);
    }

    @Override
    public Image of(Image image) {
      return Resample.of(image, Box.all(image), widthPx, heightPx, kernel, antialias);
    }

    @Override
    public Placement placement(int imageWidth, int imageHeight) {
      return new Placement(imageWidth, imageHeight, 0, 0, widthPx, heightPx);
    }
  }

  /**
   * The picture fits in whole, in the middle; the rest is filled.
   *
   * @param pad what fills the rest, 0 to 255 (times 257 at 16 bit)
   * @param stridePx both sides must be multiples of it, for networks that halve often; 1 where it
   *     does not matter
   * @param oddAtEnd where the rest is odd: the right and the lower side take the odd pixel; else
   *     the left and upper
   */
  record Letterbox(
      int heightPx,
      int widthPx,
      int pad,
      int stridePx,
      boolean oddAtEnd,
      Kernel kernel,
      boolean antialias)
      implements Resize {
    public Letterbox {
      sides("letterbox", heightPx, widthPx);
      if (stridePx < 1 || heightPx % stridePx != 0 || widthPx % stridePx != 0) {
        throw new IllegalArgumentException(
            "letterbox: %dx%d px (height x width) are not multiples of the stride %d; choose sides that are"
                .formatted(heightPx, widthPx, stridePx));
      }
      if (pad < 0 || pad > 255) {
        throw new IllegalArgumentException("letterbox: pad is 0 to 255, got " + pad);
      }
    }

    @Override
    public Resize withSize(int heightPx, int widthPx, double times) {
      return new Letterbox(heightPx, widthPx, pad, stridePx, oddAtEnd, kernel, antialias);
    }

    @Override
    public Placement placement(int imageWidth, int imageHeight) {
      return Placement.of(imageWidth, imageHeight, this);
    }

    @Override
    public Image of(Image image) {
      var place = placement(image.width(), image.height());
      Image small =
          Resample.of(image, Box.all(image), place.width(), place.height(), kernel, antialias);
      return Pad.of(
          small, place.left(), place.top(), widthPx, heightPx, image.bits() == 8 ? pad : pad * 257);
    }
  }

  private static void sides(String what, int heightPx, int widthPx) {
    if (heightPx < 1 || widthPx < 1) {
      throw new IllegalArgumentException(
          what + ": sizes in px are at least 1, got " + Math.min(heightPx, widthPx));
    }
    if ((long) heightPx * widthPx > Decode.MAX_PIXELS) {
      throw new IllegalArgumentException(
          "%s: %dx%d px are more than the %,d that one picture may have"
              .formatted(what, heightPx, widthPx, Decode.MAX_PIXELS));
    }
  }
}
