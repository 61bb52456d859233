package dev.fovea.image;

/** Changes the colour of each pixel by what it is alone; alpha stays. */
final class EachPixel {
  private EachPixel() {}

  /** From the samples of a pixel to {@link #packed} ones. */
  interface Change {
    long of(int red, int green, int blue);
  }

  static long packed(int red, int green, int blue) {
    return (long) red << 32 | (long) green << 16 | blue;
  }

  /** Of a picture with colours. */
  static Image of(Image image, Change change) {
    int c = image.channels();
    if (image.bits() == 8 && c == 3) {
      return Image.of8(image.width(), image.height(), c, rgb(image.bytes(), change));
    }
    var in = Samples.of(image);
    var out = Samples.room(image, image.width(), image.height(), c);
    for (int i = 0; i < in.size(); i += c) {
      out.copy(i, in, i, c);
      long changed = change.of(in.get(i), in.get(i + 1), in.get(i + 2));
      out.set(i, (int) (changed >> 32));
      out.set(i + 1, (int) changed >>> 16);
      out.set(i + 2, (int) changed & 0xffff);
    }
    return out.image(image.width(), image.height(), c);
  }

  private static byte[] rgb(byte[] in, Change change) {
    var out = new byte[in.length];
    for (int i = 0; i < in.length; i += 3) {
      long changed = change.of(in[i] & 0xff, in[i + 1] & 0xff, in[i + 2] & 0xff);
      out[i] = (byte) (changed >> 32);
      out[i + 1] = (byte) (changed >> 16);
      out[i + 2] = (byte) changed;
    }
    return out;
  }
}
