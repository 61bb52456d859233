package dev.fovea.image;

/** Premultiplied alpha and back, with Pillow's rounding; the last channel is alpha. */
final class Alpha {
  private Alpha() {}

  static Image premultiply(Image image) {
    int c = image.channels();
    if (image.bits() == 8) {
      byte[] in = image.bytes();
      var out = new byte[in.length];
      for (int i = 0; i < in.length; i += c) {
        int alpha = in[i + c - 1] & 0xff;
        for (int k = 0; k < c - 1; k++) {
          int t = (in[i + k] & 0xff) * alpha + 128;
          out[i + k] = (byte) (((t >> 8) + t) >> 8);
        }
        out[i + c - 1] = (byte) alpha;
      }
      return Image.of8(image.width(), image.height(), c, out);
    }
    short[] in = image.shorts();
    var out = new short[in.length];
    for (int i = 0; i < in.length; i += c) {
      long alpha = in[i + c - 1] & 0xffff;
      for (int k = 0; k < c - 1; k++) {
        out[i + k] = (short) (((in[i + k] & 0xffff) * alpha + 32767) / 65535);
      }
      out[i + c - 1] = (short) alpha;
    }
    return Image.of16(image.width(), image.height(), c, out);
  }

  static Image divide(Image image) {
    int c = image.channels();
    if (image.bits() == 8) {
      byte[] in = image.bytes();
      var out = in.clone();
      for (int i = 0; i < in.length; i += c) {
        int alpha = in[i + c - 1] & 0xff;
        for (int k = 0; k < c - 1 && alpha != 0 && alpha != 255; k++) {
          out[i + k] = (byte) Math.min(255, 255 * (in[i + k] & 0xff) / alpha);
        }
      }
      return Image.of8(image.width(), image.height(), c, out);
    }
    short[] in = image.shorts();
    var out = in.clone();
    for (int i = 0; i < in.length; i += c) {
      long alpha = in[i + c - 1] & 0xffff;
      for (int k = 0; k < c - 1 && alpha != 0 && alpha != 65535; k++) {
        out[i + k] = (short) Math.min(65535, 65535L * (in[i + k] & 0xffff) / alpha);
      }
    }
    return Image.of16(image.width(), image.height(), c, out);
  }
}
