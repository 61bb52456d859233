package dev.fovea.cli;

import dev.fovea.project.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at what a call names, before anything is begun. */
final class Given {
  private Given() {}

  /** A model file; a run folder stands for its best model. */
  static Path model(Path named) {
    Path file = Files.isDirectory(named) ? new RunFolder(named).best() : named;
    if (Files.isRegularFile(file)) return file;
    if (Files.isDirectory(named))
      throw new CallException(named + " is a folder without best.safetensors; name a model file");
    throw new CallException(named + ": there is no such model file or run folder");
  }

  /** Data that are there. */
  static Path data(Path named) {
    if (!Files.exists(named)) throw new CallException(named + ": there is no such file or folder");
    return named;
  }

  /** A folder that {@code --out} names: not there yet, or empty; null where none is said. */
  static void fresh(Path folder) {
    fresh("--out", folder);
  }

  /** A folder that is not there yet, or empty; null where none is said. */
  static void fresh(String option, Path folder) {
    if (folder == null || !Files.exists(folder)) return;
    if (!Files.isDirectory(folder))
      throw new CallException(option + " " + folder + " is a file; name a new folder");
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent())
        throw new CallException(option + " " + folder + " is not empty; name a new folder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where explanations are drawn. */
  static void toDrawOn(Path out) {
    if (out == null)
      throw new CallException("--explain draws on pictures; say into which folder: --out DIR");
  }

  /** A number that must be 1 or more, where it is said. */
  static Integer positive(String option, Integer number) {
    if (number != null && number < 1)
      throw new CallException(option + " must be 1 or more, got " + number);
    return number;
  }

  /** A file to write JSON into, or {@code -}; never a picture or a model that is there already. */
  static String json(String named) {
    if (named == null || named.equals("-")) return named;
    Path file = Path.of(named);
    if (Files.isDirectory(file)) throw new CallException("--json " + named + " is a folder");
    if (Files.exists(file) && !named.matches("(?i).*\\.(json|jsonl|ndjson)"))
      throw new CallException(
          "--json would overwrite "
              + named
              + "; name a new or a .json file, or write --json=- for the screen");
    return named;
  }
}
