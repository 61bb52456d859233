package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/**
 * The header of a PNM file: P1 to P6, and P7 (PAM).
 *
 * @param kind the digit after the P
 * @param most the sample that means white, 1 to 65535
 * @param pixelsAt where the samples begin, in bytes
 */
record PnmHeader(Header header, int kind, int most, int pixelsAt) {

  static PnmHeader of(Bytes b) {
    int kind = b.u8(1) - '0';
    if (kind == 7) {
      return PamHeader.of(b);
    }
    var words = new PnmWords(b, 2);
    int width = words.number();
    int height = words.number();
    int most = kind == 1 || kind == 4 ? 1 : words.number();
    int channels = kind == 3 || kind == 6 ? 3 : 1;
    return of(b, kind, width, height, channels, most, words.at() + 1);
  }

  static PnmHeader of(
      Bytes b, int kind, int width, int height, int channels, int most, int pixelsAt) {
    if (most < 1 || most > 65535) {
      throw b.broken("a PNM file whose largest sample is " + most + "; 1 to 65535 are meant");
    }
    return new PnmHeader(
        new Header(Format.PNM, width, height, channels, most > 255 ? 16 : 8, 1),
        kind,
        most,
        pixelsAt);
  }
}
