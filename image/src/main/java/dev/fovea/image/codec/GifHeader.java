package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/**
 * A GIF file up to its first frame.
 *
 * @param header whose size is that of the logical screen
 * @param transparent index of the palette, or -1
 * @param frameAt where the first frame's descriptor lies, in bytes
 */
record GifHeader(Header header, int transparent, int frameAt) {

  static GifHeader of(Bytes b) {
    int width = b.le16(6);
    int height = b.le16(8);
    int at = 13 + ((b.u8(10) & 0x80) != 0 ? 6 << (b.u8(10) & 7) : 0);
    int transparent = -1;
    while (b.u8(at) != 0x2c) {
      if (b.u8(at) != 0x21) {
        throw b.broken("a GIF file without a frame");
      }
      if (b.u8(at + 1) == 0xf9 && (b.u8(at + 3) & 1) != 0) {
        transparent = b.u8(at + 6);
      }
      at += 2;
      while (b.u8(at) != 0) {
        at += b.u8(at) + 1;
      }
      at++;
    }
    boolean covered =
        b.le16(at + 1) == 0
            && b.le16(at + 3) == 0
            && b.le16(at + 5) >= width
            && b.le16(at + 7) >= height;
    int channels = transparent >= 0 || !covered ? 4 : 3;
    return new GifHeader(new Header(Format.GIF, width, height, channels, 8, 1), transparent, at);
  }
}
