package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Reads the file and information headers of a BMP file. */
final class BmpHeader {
  private static final int BITFIELDS = 3;

  private BmpHeader() {}

  static Header of(Bytes b) {
    long size = b.le32(14);
    if (b.le32(10) < 14 + size) {
      throw b.broken("its BMP header says that the pixels begin at byte " + b.le32(10));
    }
    if (size == 12) {
      return new Header(Format.BMP, b.le16(18), b.le16(20), 3, 8, 1);
    }
    int height = (int) b.le32(22); // negative where the rows run downwards
    if (height == Integer.MIN_VALUE) {
      throw b.broken("its header says a height of " + height + " px");
    }
    int bits = b.le16(28);
    boolean alpha = bits == 32 && b.le32(30) == BITFIELDS && size >= 56 && b.le32(66) != 0;
    return new Header(
        Format.BMP,
        (int) b.le32(18),
        Math.abs(height),
        alpha ? 4 : bits <= 8 && greyPalette(b, size, bits) ? 1 : 3,
        8,
        1);
  }

  /** OpenCV gives one channel where every colour of the palette is grey. */
  private static boolean greyPalette(Bytes b, long headerSize, int bits) {
    long used = b.le32(46);
    int entries = used > 0 && used < 256 ? (int) used : 1 << bits;
    for (int i = 0; i < entries; i++) {
      int at = (int) Math.min(14 + headerSize, b.size()) + 4 * i;
      if (b.u8(at) != b.u8(at + 1) || b.u8(at) != b.u8(at + 2)) {
        return false;
      }
    }
    return true;
  }
}
