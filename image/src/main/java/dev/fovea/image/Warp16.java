package dev.fovea.image;

/** {@link Warp} over 16-bit samples. */
final class Warp16 {
  private Warp16() {}

  static void into(Image image, Affine map, short[] out, int width, Kernel kernel, int[] fill) {
    int c = image.channels();
    int height = out.length / (width * c);
    int at = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at += c) {
        double x = map.a() * (column + 0.5) + map.b() * (row + 0.5) + map.c();
        double y = map.d() * (column + 0.5) + map.e() * (row + 0.5) + map.f();
        if (!(x >= 0 && x < image.width() && y >= 0 && y < image.height())) {
          for (int k = 0; k < c; k++) {
            out[at + k] = (short) fill[k];
          }
        } else if (kernel == Kernel.NEAREST) {
          int from = (((int) y) * image.width() + (int) x) * c;
          for (int k = 0; k < c; k++) {
            out[at + k] = image.shorts()[from + k];
          }
        } else {
          bilinear(image, x - 0.5, y - 0.5, out, at);
        }
      }
    }
  }

  /** Reads between four pixel centres; beyond the outermost centres the edge pixel goes on. */
  private static void bilinear(Image image, double x, double y, short[] out, int at) {
    short[] in = image.shorts();
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
      int p = in[upper + left + k] & 0xffff;
      int q = in[lower + left + k] & 0xffff;
      double above = p + ((in[upper + right + k] & 0xffff) - p) * dx;
      double below = q + ((in[lower + right + k] & 0xffff) - q) * dx;
      out[at + k] = (short) (int) (above + (below - above) * dy);
    }
  }
}
