package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a text file: UTF-8, with or without a byte order mark, any line ends. */
final class TextLines {
  private TextLines() {}

  static List<String> of(Path file, long mostBytes) {
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        throw new DataException(
            "%s: has %,d bytes; expected a text of %,d at most".formatted(file, bytes, mostBytes));
      }
      String text = Files.readString(file);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
