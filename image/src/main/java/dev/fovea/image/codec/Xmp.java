package dev.fovea.image.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The orientation in XMP, Adobe's description of a picture in RDF. It counts where EXIF says none,
 * as in Pillow.
 */
final class Xmp {
  private static final Pattern ORIENTATION = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

  /** Nothing that describes a picture is longer. */
  private static final int MOST_BYTES = 1 << 16;

  private Xmp() {}

  /** Orientation 1 to 8 of the text from {@code start} to {@code end}; 0 where it says none. */
  static int orientation(Bytes b, int start, int end) {
    int length = Math.min(Math.min(end, b.size()) - start, MOST_BYTES);
    if (length <= 0) {
      return 0;
    }
    Matcher found =
        ORIENTATION.matcher(new String(b.data(), start, length, StandardCharsets.ISO_8859_1));
    int value = found.find() ? found.group(1).charAt(0) - '0' : 0;
    return value <= 8 ? value : 0;
  }
}
