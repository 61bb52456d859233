package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Reads the first chunk of a WebP file: VP8 (lossy), VP8L (lossless) or VP8X (extended). */
final class WebpHeader {
  private WebpHeader() {}

  static Header of(Bytes b) {
    if (b.says(12, "VP8 ")) {
      return new Header(Format.WEBP, b.le16(26) & 0x3fff, b.le16(28) & 0x3fff, 3, 8, 1);
    } else if (b.says(12, "VP8L")) {
      long bits = b.le32(21);
      int width = (int) (bits & 0x3fff) + 1;
      int height = (int) (bits >> 14 & 0x3fff) + 1;
      return new Header(Format.WEBP, width, height, (bits >> 28 & 1) == 1 ? 4 : 3, 8, 1);
    } else if (b.says(12, "VP8X")) {
      int flags = b.u8(20);
      int width = (int) (b.le32(24) & 0xffffff) + 1;
      int height = (int) (b.le32(27) & 0xffffff) + 1;
      int orientation = (flags & 8) == 0 ? 1 : orientation(b);
      return new Header(Format.WEBP, width, height, (flags & 16) == 0 ? 3 : 4, 8, orientation);
    }
    throw b.broken("a WebP file that begins with no VP8, VP8L or VP8X chunk");
  }

  private static int orientation(Bytes b) {
    for (long at = 12; at < b.le32(4) + 8; ) {
      long length = b.le32((int) at + 4);
      if (b.says((int) at, "EXIF")) {
        int start = (int) at + 8 + (b.says((int) at + 8, "Exif\0\0") ? 6 : 0);
        int end = (int) Math.min(Integer.MAX_VALUE, at + 8 + length);
        return Math.max(1, Exif.orientation(b, start, end));
      }
      at += 8 + length + (length & 1);
      if (at > Integer.MAX_VALUE) {
        throw new Bytes.CutShort(b.name(), b.size());
      }
    }
    return 1;
  }
}
