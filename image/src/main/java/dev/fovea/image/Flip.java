package dev.fovea.image;

/** Mirrors pictures; no sample changes. */
public final class Flip {
  private Flip() {}

  /** Left and right change places. */
  public static Image leftRight(Image image) {
    return image.bits() == 8 && image.channels() == 3 ? rgb(image) : Orientation.upright(image, 2);
  }

  private static Image rgb(Image image) {
    byte[] in = image.bytes();
    var out = new byte[in.length];
    int stride = image.width() * 3;
    for (int row = 0; row < in.length; row += stride) {
      for (int i = row, to = row + stride - 3; to >= row; i += 3, to -= 3) {
        out[to] = in[i];
        out[to + 1] = in[i + 1];
        out[to + 2] = in[i + 2];
      }
    }
    return Image.of8(image.width(), image.height(), 3, out);
  }

  /** Top and bottom change places. */
  public static Image topBottom(Image image) {
    return Orientation.upright(image, 4);
  }
}
