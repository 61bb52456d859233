package dev.fovea.image;

/**
 * Moves pixels by an {@link Affine} map, as Pillow's {@code transform(size, AFFINE)} does: each
 * output pixel's centre is mapped into the source and read there, NEAREST or BILINEAR; outside the
 * source stands the fill.
 */
public final class Warp {
  private Warp() {}

  /**
   * The warped picture, {@code width} x {@code height} px.
   *
   * @param fill one value for all channels or one a channel, 0 to 255 (65535 at 16 bit); none means
   *     0
   */
  public static Image of(
      Image image, Affine fromOutputToInput, int width, int height, Kernel kernel, int... fill) {
    int c = image.channels();
    if (fill.length > 1 && fill.length != c) {
      throw new IllegalArgumentException(
          "warp: expected 1 or " + c + " fill values for " + image + ", got " + fill.length);
    }
    if (kernel != Kernel.NEAREST && kernel != Kernel.BILINEAR) {
      throw new IllegalArgumentException("warp: expected NEAREST or BILINEAR, got " + kernel);
    }
    var colour = new int[c];
    for (int k = 0; k < c; k++) {
      colour[k] = fill.length == 0 ? 0 : fill[fill.length == 1 ? 0 : k];
    }
    boolean blend = image.hasAlpha() && kernel == Kernel.BILINEAR;
    Image source = blend ? Alpha.premultiply(image) : image;
    int size = Math.multiplyExact(Math.multiplyExact(width, height), c);
    if (image.bits() == 8) {
      var out = new byte[size];
      Warp8.into(source, fromOutputToInput, out, width, kernel, colour);
      var warped = Image.of8(width, height, c, out);
      return blend ? Alpha.divide(warped) : warped;
    }
    var out = new short[size];
    Warp16.into(source, fromOutputToInput, out, width, kernel, colour);
    var warped = Image.of16(width, height, c, out);
    return blend ? Alpha.divide(warped) : warped;
  }
}
