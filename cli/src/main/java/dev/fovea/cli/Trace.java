package dev.fovea.cli;

import dev.fovea.project.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the stack trace of what nobody foresaw. */
final class Trace {
  private Trace() {}

  /** Writes it into the temp folder; the answer is a sentence that names the file. */
  static String file(Throwable e) {
    String what = e.getClass().getSimpleName() + ": " + firstLine(e);
    try {
      Path file = Files.createTempFile("fovea-", ".trace.txt");
      try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
        out.println("Fovea " + Version.of() + ", Java " + Runtime.version());
        e.printStackTrace(out);
      }
      return "this should not happen (" + what + "); please report it with " + file;
    } catch (IOException _) { // not even a temp folder: the sentence must do
      return "this should not happen (" + what + "); FOVEA_DEBUG=1 shows where";
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
