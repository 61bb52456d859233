package dev.fovea.image;

/** Grey, RGB and alpha into one another, with Pillow's rounding. */
public final class Convert {
  private Convert() {}

  /** The picture in these colours, alpha treated as the rule says. */
  public static Image of(Image image, Colours colours, AlphaRule rule) {
    if (image.hasAlpha() && rule instanceof AlphaRule.Over over) {
      return of(Flatten.over(image, over), colours, rule);
    }
    int from = image.channels();
    int to = colours.channels();
    if (from == to) {
      return image;
    }
    int pixels = image.width() * image.height();
    if (image.bits() == 8) {
      var out = new byte[Math.multiplyExact(pixels, to)];
      convert8(image.bytes(), from, out, to);
      return Image.of8(image.width(), image.height(), to, out);
    }
    var out = new short[Math.multiplyExact(pixels, to)];
    convert16(image.shorts(), from, out, to);
    return Image.of16(image.width(), image.height(), to, out);
  }

  private static void convert8(byte[] in, int from, byte[] out, int to) {
    for (int i = 0, o = 0; i < in.length; i += from, o += to) {
      if (from >= 3 && to == 3) {
        out[o] = in[i];
        out[o + 1] = in[i + 1];
        out[o + 2] = in[i + 2];
      } else if (from >= 3) {
        out[o] = (byte) grey(in[i] & 0xff, in[i + 1] & 0xff, in[i + 2] & 0xff);
      } else {
        java.util.Arrays.fill(out, o, o + to, in[i]);
      }
    }
  }

  private static void convert16(short[] in, int from, short[] out, int to) {
    for (int i = 0, o = 0; i < in.length; i += from, o += to) {
      if (from >= 3 && to == 3) {
        out[o] = in[i];
        out[o + 1] = in[i + 1];
        out[o + 2] = in[i + 2];
      } else if (from >= 3) {
        out[o] = (short) grey(in[i] & 0xffff, in[i + 1] & 0xffff, in[i + 2] & 0xffff);
      } else {
        java.util.Arrays.fill(out, o, o + to, in[i]);
      }
    }
  }

  /** Luma of ITU-R 601-2 in Pillow's fixed point; works for 8 and 16 bit. */
  static int grey(int red, int green, int blue) {
    return (int) ((red * 19595L + green * 38470L + blue * 7471L + 0x8000) >> 16);
  }
}
