package dev.fovea.image;

import dev.fovea.image.ImageException.Kind;
import dev.fovea.image.codec.OpenCvEncode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Pixels to files. */
public final class Encode {
  /** The quality that {@link #write} gives to JPEG, 1 to 100. */
  public static final int JPEG_QUALITY = 95;

  private Encode() {}

  /** A PNG file: grey, grey and alpha, RGB or RGBA of 8 or 16 bit, without loss. */
  public static byte[] png(Image image) {
    return OpenCvEncode.png(image);
  }

  /** A JPEG file of an 8-bit grey or RGB picture; quality 1 to 100. */
  public static byte[] jpeg(Image image, int quality) {
    if (image.hasAlpha() || image.bits() != 8) {
      throw new IllegalArgumentException(
          "JPEG holds 8-bit grey or RGB, got " + image + "; write PNG instead");
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality is 1 to 100, got " + quality);
    }
    return OpenCvEncode.jpeg(image, quality);
  }

  /**
   * Writes a picture as its suffix says (.png, .jpg, .jpeg), beside its place first and then
   * renamed.
   */
  public static void write(Image image, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    byte[] bytes;
    if (name.endsWith(".png")) {
      bytes = png(image);
    } else if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      bytes = jpeg(image, JPEG_QUALITY);
    } else {
      throw new IllegalArgumentException(file + ": pictures are written as .png, .jpg or .jpeg");
    }
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(beside, bytes);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      beside.toFile().delete();
      throw new ImageException(
          Kind.UNREADABLE,
          file + " cannot be written: " + e + "; check the folder, its permissions and the space",
          e);
    }
  }
}
