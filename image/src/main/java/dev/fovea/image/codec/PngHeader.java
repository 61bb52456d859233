package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Reads IHDR and the chunks before the pixels of a PNG file. */
final class PngHeader {
  /** A text chunk that is not compressed. */
  private static final String XMP = "iTXtXML:com.adobe.xmp\0\0";

  private PngHeader() {}

  static Header of(Bytes b) {
    if (!b.says(12, "IHDR") || b.be32(8) != 13) {
      throw b.broken("a PNG file whose first chunk is not IHDR");
    }
    long width = b.be32(16);
    long height = b.be32(20);
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw b.broken("its header says " + width + "x" + height + " px");
    }
    int depth = b.u8(24);
    int colour = b.u8(25);
    boolean transparent = false;
    int exif = 0;
    int xmp = 0;
    for (long at = 33; !b.says((int) at + 4, "IDAT") && !b.says((int) at + 4, "IEND"); ) {
      long end = at + 12 + b.be32((int) at);
      if (end > Integer.MAX_VALUE) {
        throw new Bytes.CutShort(b.name(), b.size());
      }
      transparent |= b.says((int) at + 4, "tRNS");
      if (b.says((int) at + 4, "eXIf")) {
        exif = Exif.orientation(b, (int) at + 8, (int) end - 4);
      } else if (b.says((int) at + 4, XMP)) {
        xmp = Xmp.orientation(b, (int) at + 4 + XMP.length(), (int) end - 4);
      }
      at = end;
    }
    int channels = channels(b, colour, transparent);
    int orientation = Math.max(1, exif > 0 ? exif : xmp);
    return new Header(
        Format.PNG, (int) width, (int) height, channels, depth == 16 ? 16 : 8, orientation);
  }

  private static int channels(Bytes b, int colour, boolean transparent) {
    return switch (colour) {
      case 0 -> transparent ? 2 : 1;
      case 2, 3 -> transparent ? 4 : 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> throw b.broken("a PNG file of colour type " + colour);
    };
  }
}
