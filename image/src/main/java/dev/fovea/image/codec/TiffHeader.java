package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Reads the first directory of a TIFF file. */
final class TiffHeader {
  private TiffHeader() {}

  static Header of(Bytes b) {
    var tags = TiffTags.of(b);
    long width = tags.value(256, 0);
    long height = tags.value(257, 0);
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw b.broken("its header says " + width + "x" + height + " px");
    }
    int bits = (int) tags.value(258, 1);
    int samples = (int) tags.value(277, 1);
    int photometric = (int) tags.value(262, 1);
    if (tags.value(339, 1) == 3) {
      throw b.unsupported(
          "a TIFF of floating-point samples, which is not decoded; convert it to 16-bit PNG first");
    }
    if (bits > 16) {
      throw b.unsupported(
          "a TIFF of "
              + bits
              + " bits a sample; up to 16 are decoded, convert it to 16-bit PNG first");
    }
    boolean grey = photometric <= 1;
    int channels = photometric == 3 || photometric == 5 ? 3 : Math.min(samples, 4);
    if (!grey && samples < 3) {
      channels = 3;
    }
    long orientation = tags.value(274, 1);
    return new Header(
        Format.TIFF,
        (int) width,
        (int) height,
        channels,
        bits == 16 && photometric != 3 ? 16 : 8,
        orientation >= 1 && orientation <= 8 ? (int) orientation : 1);
  }
}
