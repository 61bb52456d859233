package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Class names in a text file, one a line: {@code classes.txt} and what others call it. */
final class NamesFile {
  static final List<String> NAMES =
      List.of("classes.txt", "names.txt", "obj.names", "classes.names", "_darknet.labels");

  private static final long MOST_BYTES = 1 << 20;

  private NamesFile() {}

  /** The names that a folder has a file of. */
  static Optional<List<String>> in(Path folder) {
    return NAMES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(NamesFile::read);
  }

  /** Lines that are not blank, without the space around them. */
  static List<String> read(Path file) {
    var names =
        TextLines.of(file, MOST_BYTES).stream()
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new DataException(file + ": a class stands there twice; each needs a name of its own");
    }
    return names;
  }
}
