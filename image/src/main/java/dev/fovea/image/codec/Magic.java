package dev.fovea.image.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fovea.image.Format;
import dev.fovea.image.ImageException;
import dev.fovea.image.ImageException.Kind;
import java.util.Set;

/** Knows a format by the first bytes of a file; names and suffixes are not believed. */
final class Magic {
  private static final Set<String> HEIF =
      Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1");

  private Magic() {}

  static Format of(Bytes b) {
    if (b.size() == 0) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE, b.name() + " is empty (0 bytes); copy or download it again");
    }
    if (b.says(0, "\u00ff\u00d8\u00ff")) {
      return Format.JPEG;
    } else if (b.says(0, "\u0089PNG\r\n\u001a\n")) {
      return Format.PNG;
    } else if (b.says(0, "GIF87a") || b.says(0, "GIF89a")) {
      return Format.GIF;
    } else if (b.says(0, "RIFF") && b.says(8, "WEBP")) {
      return Format.WEBP;
    } else if (b.says(0, "II*\0")
        || b.says(0, "MM\0*")
        || b.says(0, "II+\0")
        || b.says(0, "MM\0+")) {
      return Format.TIFF;
    } else if (b.says(0, "BM") && b.size() > 14 && b.u8(14) >= 12 && b.u8(15) == 0) {
      return Format.BMP;
    } else if (b.says(0, "P")
        && b.size() > 2
        && b.u8(1) >= '1'
        && b.u8(1) <= '7'
        && b.u8(2) <= ' ') {
      return Format.PNM;
    } else if (b.says(0, "\0\0\0\u000cjP  \r\n") || b.says(0, "\u00ffO\u00ffQ")) {
      return Format.JPEG_2000;
    } else if (b.says(0, "\0\0\0\u000cJXL \r\n") || b.says(0, "\u00ff\n")) {
      return Format.JPEG_XL;
    } else if (b.says(4, "ftyp")) {
      return brand(b);
    }
    throw new ImageException(
        Kind.NOT_AN_IMAGE,
        b.name()
            + " is not a picture: it begins with "
            + beginning(b)
            + "; JPEG, PNG, BMP, GIF, TIFF, WebP and PNM are read");
  }

  /**
   * HEIC and AVIF share a container; the brand tells them apart, or the compatible brands behind
   * it.
   */
  private static Format brand(Bytes b) {
    int end = (int) Math.min(b.size(), Math.min(b.be32(0), 256));
    Format found = null;
    for (int i = 8; i + 4 <= end; i += 4) {
      String brand = new String(b.data(), i, 4, UTF_8);
      if (brand.equals("avif") || brand.equals("avis")) {
        return Format.AVIF;
      } else if (HEIF.contains(brand)) {
        found = Format.HEIC;
      }
    }
    if (found == null) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE,
          b.name() + " is not a picture but a film or other MP4-like file; take a frame of it");
    }
    return found;
  }

  private static String beginning(Bytes b) {
    int n = Math.min(b.size(), 12);
    var text = new StringBuilder("\"");
    var hex = new StringBuilder("the bytes");
    boolean plain = true;
    for (int i = 0; i < n; i++) {
      int c = b.u8(i);
      plain &= (c >= ' ' && c < 127) || c == '\n' || c == '\r' || c == '\t';
      text.append(c < ' ' ? ' ' : (char) c);
      hex.append(" %02x".formatted(c));
    }
    return plain ? text.append("\" (text)").toString() : hex.toString();
  }
}
