package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Reads the logical screen of a GIF file. */
final class GifHeader {
  private GifHeader() {}

  static Header of(Bytes b) {
    return new Header(Format.GIF, b.le16(6), b.le16(8), 3, 8, 1);
  }
}
