package dev.fovea.image;

/**
 * Resizing to the nearest pixel, with Pillow's running sum of the step, so that ties fall on the
 * same side.
 */
final class Nearest {
  private Nearest() {}

  static Image of(Image image, Box box, int width, int height) {
    int[] xs = sources(image.width(), (float) box.left(), (float) box.right(), width);
    int[] ys = sources(image.height(), (float) box.top(), (float) box.bottom(), height);
    int c = image.channels();
    if (image.bits() == 8) {
      var out = new byte[Math.multiplyExact(Math.multiplyExact(width, height), c)];
      gather(image.bytes(), out, xs, ys, image.width(), c);
      return Image.of8(width, height, c, out);
    }
    var out = new short[Math.multiplyExact(Math.multiplyExact(width, height), c)];
    gather(image.shorts(), out, xs, ys, image.width(), c);
    return Image.of16(width, height, c, out);
  }

  /** Moves pixels between two arrays of one kind, byte[] or short[]. */
  private static void gather(Object in, Object out, int[] xs, int[] ys, int stride, int c) {
    int at = 0;
    for (int y : ys) {
      for (int x : xs) {
        int from = (y * stride + x) * c;
        if (in instanceof byte[] bytes) {
          for (int k = 0; k < c; k++) {
            ((byte[]) out)[at++] = bytes[from + k];
          }
        } else {
          for (int k = 0; k < c; k++) {
            ((short[]) out)[at++] = ((short[]) in)[from + k];
          }
        }
      }
    }
  }

  private static int[] sources(int inSize, float in0, float in1, int outSize) {
    double step = (double) (in1 - in0) / outSize;
    double at = in0 + step * 0.5;
    var sources = new int[outSize];
    for (int i = 0; i < outSize; i++) {
      sources[i] = Math.min(inSize - 1, (int) at);
      at += step;
    }
    return sources;
  }
}
