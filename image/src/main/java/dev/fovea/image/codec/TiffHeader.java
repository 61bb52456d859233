package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;
import java.util.Set;

/** Reads the first directory of a TIFF file. */
final class TiffHeader {
  /** None, CCITT (three kinds), LZW, JPEG (old and new), deflate (both numbers), PackBits. */
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32946, 32773);

  /** CMYK and alpha. */
  private static final int MOST_SAMPLES = 5;

  private TiffHeader() {}

  static boolean cmyk(Bytes b) {
    return TiffTags.of(b).value(262, 1) == 5;
  }

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
    if (tags.value(339, 1) != 1 || photometric > 6 || photometric == 4) {
      throw b.unsupported(
          "a TIFF of a rare kind (signed samples, Lab or masks); convert it to PNG first");
    }
    if (samples > MOST_SAMPLES) {
      throw b.unsupported(
          "a TIFF of "
              + samples
              + " samples a pixel; up to 5 are decoded, convert it to PNG first");
    }
    int compression = (int) tags.value(259, 1);
    if (!COMPRESSIONS.contains(compression)
        || (photometric == 5 && compression <= 7 && compression >= 6)) {
      throw b.unsupported(
          "a TIFF of compression %d and photometric kind %d, which is not decoded; convert it to PNG first"
              .formatted(compression, photometric));
    }
    int channels = photometric == 3 || photometric == 5 ? 3 : Math.min(samples, 4);
    long orientation = tags.value(274, 1);
    return new Header(
        Format.TIFF,
        (int) width,
        (int) height,
        channels,
        bits > 8 && photometric != 3 ? 16 : 8,
        orientation >= 1 && orientation <= 8 ? (int) orientation : 1);
  }
}
