package dev.fovea.image;

/**
 * Moves pixels by an {@link Affine} map, as Pillow's {@code transform(size, AFFINE)} does: each
 * output pixel's centre is mapped into the source and read there, NEAREST or BILINEAR (which rounds
 * down); outside the source stands the fill.
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
    boolean blend = image.hasAlpha() && kernel == Kernel.BILINEAR;
    Image source = blend ? Alpha.premultiply(image) : image;
    var out = Samples.room(image, width, height, c);
    for (int at = 0; fill.length > 0 && at < out.size(); at += c) {
      for (int k = 0; k < c; k++) out.set(at + k, fill[fill.length == 1 ? 0 : k]);
    }
    into(out, width, new Box(0, 0, width, height), source, fromOutputToInput, kernel);
    Image warped = out.image(width, height, c);
    return blend ? Alpha.divide(warped) : warped;
  }

  /**
   * Writes the pixels of {@code where} that the source reaches, and leaves the others.
   *
   * @param out of rows of {@code width} pixels
   */
  static void into(Samples out, int width, Box where, Image image, Affine map, Kernel kernel) {
    int c = image.channels();
    var in = Samples.of(image);
    for (int row = (int) where.top(); row < where.bottom(); row++) {
      for (int column = (int) where.left(); column < where.right(); column++) {
        double x = map.a() * (column + 0.5) + map.b() * (row + 0.5) + map.c();
        double y = map.d() * (column + 0.5) + map.e() * (row + 0.5) + map.f();
        if (!(x >= 0 && x < image.width() && y >= 0 && y < image.height())) continue;
        int at = (row * width + column) * c;
        if (kernel == Kernel.NEAREST) {
          out.copy(at, in, (((int) y) * image.width() + (int) x) * c, c);
        } else {
          bilinear(image, in, x - 0.5, y - 0.5, out, at);
        }
      }
    }
  }

  /** Reads between four pixel centres; beyond the outermost centres the edge pixel goes on. */
  private static void bilinear(Image image, Samples in, double x, double y, Samples out, int at) {
    int c = image.channels();
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double dx = x - x0;
    double dy = y - y0;
    int left = Math.max(x0, 0) * c;
    int right = Math.min(x0 + 1, image.width() - 1) * c;
    int upper = Math.max(y0, 0) * image.width() * c;
    int lower = Math.min(y0 + 1, image.height() - 1) * image.width() * c;
    for (int k = 0; k < c; k++) {
      int p = in.get(upper + left + k);
      int q = in.get(lower + left + k);
      double above = p + (in.get(upper + right + k) - p) * dx;
      double below = q + (in.get(lower + right + k) - q) * dx;
      out.set(at + k, (int) (above + (below - above) * dy));
    }
  }
}
