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
    var in = Samples.of(image);
    var out = Samples.room(image, width, height, c);
    int at = 0;
    for (int y : ys) {
      for (int x : xs) {
        out.copy(at, in, (y * image.width() + x) * c, c);
        at += c;
      }
    }
    return out.image(width, height, c);
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
