package dev.fovea.data.read;

import java.util.Locale;
import java.util.Set;

/**
 * Which files are taken for pictures, by the end of their names; what they really are is found out
 * when they are read.
 */
public final class Suffixes {
  private static final Set<String> PICTURES =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "pnm", "pgm",
          "ppm", "pbm", "heic", "heif", "avif", "jp2", "j2k");

  private Suffixes() {}

  /** Whether a file of this name is taken for a picture. */
  public static boolean picture(String name) {
    return PICTURES.contains(of(name));
  }

  /** What follows the last dot, in small letters; empty without a dot. */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
