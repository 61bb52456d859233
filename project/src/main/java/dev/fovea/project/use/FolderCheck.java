package dev.fovea.project.use;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/** The folders that are written to. */
final class FolderCheck {
  private static final double LEAST_GB = 1;

  private FolderCheck() {}

  /** Where JavaCPP unpacks the native libraries, once. */
  static Finding cache() {
    try {
      Path folder = Loader.getCacheDir().toPath();
      Finding found = folder("Native cache", folder);
      String size =
          String.format(Locale.ROOT, "%s, holds %.2f GB", found.found(), bytes(folder) / 1e9);
      return new Finding(found.state(), found.name(), size, found.todo());
    } catch (IOException e) {
      return Finding.missing(
          "Native cache",
          "no folder to unpack native libraries into (" + e.getMessage() + ")",
          "Name one: FOVEA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
    }
  }

  /** A folder that must be writable and have room. */
  static Finding folder(String name, Path folder) {
    double free = gigabytes(folder);
    String found = String.format(Locale.ROOT, "%s, %.1f GB free", folder, free);
    if (!writable(folder))
      return Finding.missing(name, found, "It cannot be written: change its permissions.");
    return free >= LEAST_GB
        ? Finding.ok(name, found)
        : Finding.warning(name, found, "Make room: less than 1 GB is free.");
  }

  private static boolean writable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".fovea", ".probe"));
      return true;
    } catch (IOException _) { // that is the answer
      return false;
    }
  }

  private static double gigabytes(Path folder) {
    return folder.toFile().getUsableSpace() / 1e9;
  }

  private static long bytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
