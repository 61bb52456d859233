package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/**
 * Decodes PNM and PAM in Java: OpenCV's reader does not scale samples to white and cannot read all
 * of PAM.
 */
final class PnmPixels {
  private PnmPixels() {}

  static Image of(Bytes b) {
    var pnm = PnmHeader.of(b);
    Header h = pnm.header();
    int rowSamples = h.width() * h.channels();
    int size = Math.multiplyExact(rowSamples, h.height());
    int most = pnm.most();
    long needed =
        switch (pnm.kind()) {
          case 1, 2, 3 -> 2L * size - 1 - (pnm.kind() == 1 ? size - 1 : 0);
          case 4 -> (h.width() + 7L) / 8 * h.height();
          default -> (long) size * h.bits() / 8;
        };
    if (pnm.pixelsAt() + needed > b.size()) {
      throw new Bytes.CutShort(b.name(), b.size());
    }
    var bytes = h.bits() == 8 ? new byte[size] : null;
    var shorts = h.bits() == 8 ? null : new short[size];
    var words = new PnmWords(b, pnm.pixelsAt() - 1);
    for (int i = 0; i < size; i++) {
      int value =
          switch (pnm.kind()) {
            case 1 -> 1 - words.bit();
            case 2, 3 -> words.number();
            case 4 -> {
              int x = i % h.width();
              int at = pnm.pixelsAt() + i / h.width() * ((h.width() + 7) / 8) + x / 8;
              yield 1 - (b.u8(at) >> (7 - x % 8) & 1);
            }
            default -> h.bits() == 8 ? b.u8(pnm.pixelsAt() + i) : b.be16(pnm.pixelsAt() + 2 * i);
          };
      long white = h.bits() == 8 ? 255 : 65535;
      long scaled = Math.min(white, (value * white * 2 + most) / (2L * most));
      if (bytes != null) {
        bytes[i] = (byte) scaled;
      } else {
        shorts[i] = (short) scaled;
      }
    }
    return bytes != null
        ? Image.of8(h.width(), h.height(), h.channels(), bytes)
        : Image.of16(h.width(), h.height(), h.channels(), shorts);
  }
}
