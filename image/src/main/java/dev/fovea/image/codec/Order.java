package dev.fovea.image.codec;

/** OpenCV's order of channels (BGR, BGRA) from ours (RGB, RGBA). */
final class Order {
  private Order() {}

  /** A copy in OpenCV's order; grey with alpha becomes BGRA. */
  static byte[] bgr(byte[] in, int c) {
    var out = new byte[c == 2 ? in.length * 2 : in.length];
    int step = c == 2 ? 4 : c;
    for (int i = 0, o = 0; i < in.length; i += c, o += step) {
      out[o] = in[i + (c >= 3 ? 2 : 0)];
      if (c > 1) {
        out[o + 1] = in[i + (c == 2 ? 0 : 1)];
        out[o + 2] = in[i];
      }
      if (step == 4) {
        out[o + 3] = in[i + c - 1];
      }
    }
    return out;
  }

  /** A copy in OpenCV's order; grey with alpha becomes BGRA. */
  static short[] bgr(short[] in, int c) {
    var out = new short[c == 2 ? in.length * 2 : in.length];
    int step = c == 2 ? 4 : c;
    for (int i = 0, o = 0; i < in.length; i += c, o += step) {
      out[o] = in[i + (c >= 3 ? 2 : 0)];
      if (c > 1) {
        out[o + 1] = in[i + (c == 2 ? 0 : 1)];
        out[o + 2] = in[i];
      }
      if (step == 4) {
        out[o + 3] = in[i + c - 1];
      }
    }
    return out;
  }
}
