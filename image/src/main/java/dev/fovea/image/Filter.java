package dev.fovea.image;

/**
 * Changes of each pixel by its neighbours. Alpha stays. 16-bit pictures are treated alike on their
 * own scale.
 */
public final class Filter {
  private Filter() {}

  /**
   * Pillow's {@code ImageEnhance.Sharpness}: factor 0 is smoothed (3x3, the centre weighs 5 of 13,
   * the outermost pixels stay), 1 changes nothing, 2 is sharper by as much.
   */
  public static Image sharpness(Image image, double factor) {
    int w = image.width();
    int h = image.height();
    int c = image.channels();
    int colours = Lookup.colours(image);
    var in = Samples.of(image);
    var out = Samples.room(image, w, h, c);
    for (int y = 0, i = 0; y < h; y++) {
      for (int x = 0; x < w; x++, i += c) {
        boolean edge = x == 0 || y == 0 || x == w - 1 || y == h - 1;
        out.copy(i, in, i, c);
        for (int k = i; k < i + colours && !edge; k++) {
          out.set(k, Colour.blend(smooth(in, k, c, w * c), in.get(k), factor, in.full()));
        }
      }
    }
    return out.image(w, h, c);
  }

  /** The sum over nine pixels, the middle one five times, divided by 13 and rounded. */
  private static int smooth(Samples in, int i, int pixel, int row) {
    int sum = 4 * in.get(i);
    for (int at = i - row; at <= i + row; at += row) {
      sum += in.get(at - pixel) + in.get(at) + in.get(at + pixel);
    }
    return (2 * sum + 13) / 26;
  }

  /**
   * torchvision's {@code gaussian_blur} with a kernel that reaches 3 deviations: separable, single
   * precision, mirrored at the edges (the edge pixel once), rounded.
   *
   * @param sigmaPx the deviation in pixels, above 0
   */
  public static Image gaussianBlur(Image image, double sigmaPx) {
    if (!(sigmaPx > 0)) {
      throw new IllegalArgumentException("blur: expected a sigma above 0 px, got " + sigmaPx);
    }
    int w = image.width();
    int h = image.height();
    int c = image.channels();
    var in = Samples.of(image);
    var levels = new float[in.size()];
    for (int i = 0; i < levels.length; i++) levels[i] = in.get(i);
    levels = along(levels, h, w, c, kernel(sigmaPx, w));
    levels = along(levels, 1, h, w * c, kernel(sigmaPx, h));
    int colours = Lookup.colours(image);
    var out = Samples.room(image, w, h, c);
    for (int i = 0; i < levels.length; i++) {
      boolean alpha = i % c >= colours;
      out.set(i, alpha ? in.get(i) : (int) Math.rint(levels[i]));
    }
    return out.image(w, h, c);
  }

  /** Weights that sum to 1, {@code 2 r + 1} of them; no more than can be mirrored. */
  private static float[] kernel(double sigmaPx, int length) {
    int reach = Math.min((int) Math.ceil(3 * sigmaPx), length - 1);
    var kernel = new float[2 * reach + 1];
    double sum = 0;
    for (int t = -reach; t <= reach; t++) sum += StrictMath.exp(-t * t / (2 * sigmaPx * sigmaPx));
    for (int t = -reach; t <= reach; t++) {
      kernel[t + reach] = (float) (StrictMath.exp(-t * t / (2 * sigmaPx * sigmaPx)) / sum);
    }
    return kernel;
  }

  /** Weighs {@code lines} lines of {@code length} places with {@code block} numbers each. */
  private static float[] along(float[] in, int lines, int length, int block, float[] kernel) {
    int reach = kernel.length / 2;
    var out = new float[in.length];
    for (int line = 0; line < lines; line++) {
      for (int place = 0; place < length; place++) {
        int to = (line * length + place) * block;
        for (int t = 0; t < kernel.length; t++) {
          int from = Math.abs(place + t - reach);
          if (from >= length) from = 2 * (length - 1) - from;
          int at = (line * length + from) * block;
          for (int k = 0; k < block; k++) out[to + k] += kernel[t] * in[at + k];
        }
      }
    }
    return out;
  }
}
