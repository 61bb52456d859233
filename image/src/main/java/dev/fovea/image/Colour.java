package dev.fovea.image;

/**
 * Colour changes for augmentation, equal to those of torchvision over Pillow: a factor of 1 (hue:
 * 0) changes nothing. Alpha stays as it is. 16-bit pictures are treated alike on their own scale.
 */
public final class Colour {
  private Colour() {}

  /** Factor 0 is black, 2 twice as bright. */
  public static Image brightness(Image image, double factor) {
    return Lookup.of(image, v -> blend(0, v, factor, full(image)));
  }

  /** Factor 0 is the mean grey of the picture, 2 twice the distance from it. */
  public static Image contrast(Image image, double factor) {
    int mean = meanGrey(image);
    return Lookup.of(image, v -> blend(mean, v, factor, full(image)));
  }

  /** Factor 0 is grey, 2 twice the distance from it; grey pictures stay. */
  public static Image saturation(Image image, double factor) {
    if (image.channels() < 3) {
      return image;
    }
    int full = full(image);
    return EachPixel.of(
        image,
        (r, g, b) -> {
          int grey = Convert.grey(r, g, b);
          return EachPixel.packed(
              blend(grey, r, factor, full),
              blend(grey, g, factor, full),
              blend(grey, b, factor, full));
        });
  }

  /** Turns the hue by a part of the full circle, -0.5 to 0.5; grey pictures stay. */
  public static Image hue(Image image, double turn) {
    if (!(turn >= -0.5 && turn <= 0.5)) {
      throw new IllegalArgumentException("hue: a turn is -0.5 to 0.5 of the circle, got " + turn);
    }
    if (image.channels() < 3) {
      return image;
    }
    int full = full(image);
    int shift = (int) (turn * full);
    return EachPixel.of(image, (r, g, b) -> Hue.turned(r, g, b, shift, full));
  }

  /**
   * Turns the hue by a part of the full circle, -0.5 to 0.5, and multiplies saturation and value,
   * both cut off at their most; of grey pictures the value alone changes.
   */
  public static Image hsv(Image image, double turn, double saturation, double value) {
    if (!(turn >= -0.5 && turn <= 0.5 && saturation >= 0 && value >= 0)) {
      throw new IllegalArgumentException(
          "hsv: a turn is -0.5 to 0.5 of the circle and factors are not negative, got %s, %s and %s"
              .formatted(turn, saturation, value));
    }
    if (image.channels() < 3) {
      return brightness(image, value);
    }
    var change = new Hsv((float) turn, (float) saturation, (float) value, full(image));
    return EachPixel.of(image, change::of);
  }

  private static int full(Image image) {
    return image.bits() == 8 ? 255 : 65535;
  }

  private static int meanGrey(Image image) {
    if (image.bits() == 8 && image.channels() == 3) {
      return mean(grey8(image.bytes()), image);
    }
    var in = Samples.of(image);
    int c = image.channels();
    long sum = 0;
    for (int i = 0; i < in.size(); i += c) {
      sum += c < 3 ? in.get(i) : Convert.grey(in.get(i), in.get(i + 1), in.get(i + 2));
    }
    return mean(sum, image);
  }

  private static long grey8(byte[] rgb) {
    long sum = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      sum += Convert.grey(rgb[i] & 0xff, rgb[i + 1] & 0xff, rgb[i + 2] & 0xff);
    }
    return sum;
  }

  private static int mean(long sum, Image image) {
    return (int) ((double) sum / ((long) image.width() * image.height()) + 0.5);
  }

  /** Pillow's blend: single precision, cut off, not rounded. */
  static int blend(int from, int to, double factor, int full) {
    int mixed = (int) (from + (float) factor * (to - from));
    return Math.max(0, Math.min(full, mixed));
  }
}
