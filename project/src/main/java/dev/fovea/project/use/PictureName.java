package dev.fovea.project.use;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Whether a file is called like a picture; what it really is, its first bytes say. */
final class PictureName {
  private static final Set<String> SUFFIXES =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "pnm", "pgm",
          "ppm", "pbm", "heic", "heif", "avif", "jp2", "j2k");

  private PictureName() {}

  static boolean is(Path file) {
    String name = file.getFileName().toString();
    return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
