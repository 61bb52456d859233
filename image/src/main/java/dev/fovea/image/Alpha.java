package dev.fovea.image;

/** Premultiplied alpha and back, with Pillow's rounding; the last channel is alpha. */
final class Alpha {
  private Alpha() {}

  static Image premultiply(Image image) {
    var in = Samples.of(image);
    int c = image.channels();
    int full = in.full();
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0; i < in.size(); i += c) {
      long alpha = in.get(i + c - 1);
      for (int k = 0; k < c - 1; k++) {
        out.set(i + k, (int) ((in.get(i + k) * alpha + full / 2) / full));
      }
      out.set(i + c - 1, (int) alpha);
    }
    return out.image(image.width(), image.height(), c);
  }

  static Image divide(Image image) {
    var in = Samples.of(image);
    int c = image.channels();
    int full = in.full();
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0; i < in.size(); i += c) {
      out.copy(i, in, i, c);
      long alpha = in.get(i + c - 1);
      for (int k = 0; k < c - 1 && alpha != 0; k++) {
        out.set(i + k, (int) Math.min(full, full * (long) in.get(i + k) / alpha));
      }
    }
    return out.image(image.width(), image.height(), c);
  }
}
