package dev.fovea.image;

/** Lays a picture with alpha over one colour; the result has no alpha. */
final class Flatten {
  private Flatten() {}

  static Image over(Image image, AlphaRule.Over over) {
    int c = image.channels();
    int colours = c - 1;
    int pixels = image.width() * image.height();
    int[] back =
        colours == 1
            ? new int[] {Convert.grey(over.red(), over.green(), over.blue())}
            : new int[] {over.red(), over.green(), over.blue()};
    if (image.bits() == 8) {
      byte[] in = image.bytes();
      var out = new byte[pixels * colours];
      for (int i = 0, o = 0; o < out.length; i += c) {
        int alpha = in[i + colours] & 0xff;
        for (int k = 0; k < colours; k++) {
          out[o++] = (byte) (((in[i + k] & 0xff) * alpha + back[k] * (255 - alpha) + 127) / 255);
        }
      }
      return Image.of8(image.width(), image.height(), colours, out);
    }
    short[] in = image.shorts();
    var out = new short[pixels * colours];
    for (int i = 0, o = 0; o < out.length; i += c) {
      long alpha = in[i + colours] & 0xffff;
      for (int k = 0; k < colours; k++) {
        out[o++] =
            (short)
                (((in[i + k] & 0xffff) * alpha + back[k] * 257L * (65535 - alpha) + 32767) / 65535);
      }
    }
    return Image.of16(image.width(), image.height(), colours, out);
  }
}
