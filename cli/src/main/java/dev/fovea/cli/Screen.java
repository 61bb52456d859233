package dev.fovea.cli;

import dev.fovea.project.Shell;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where words go.
 *
 * @param out results
 * @param err progress, what went wrong
 * @param live whether {@code err} is a terminal, where a line may be written over
 * @param seen whether somebody may be reading {@code out} as it comes: a terminal, or a pipe
 */
record Screen(PrintStream out, PrintStream err, boolean live, boolean seen) {
  /** Width that everything fits in. */
  static final int COLUMNS = 80;

  private static final String TERMINAL = "/dev/(pts/|tty|console).*";

  static Screen system() {
    return new Screen(
        new Plain(
            new FileOutputStream(FileDescriptor.out), "standard output", System.out.charset()),
        new Plain(new FileOutputStream(FileDescriptor.err), "standard error", System.err.charset()),
        leads(2, TERMINAL),
        leads(1, TERMINAL + "|pipe:.*|socket:.*"));
  }

  /** Whether a standard stream leads to such a place; where the system does not say, a terminal. */
  private static boolean leads(int stream, String place) {
    Path link = Path.of("/proc/self/fd/" + stream);
    try {
      if (Files.isSymbolicLink(link)) return Files.readSymbolicLink(link).toString().matches(place);
    } catch (IOException _) { // ask Java instead
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /**
   * Refuses to end well where results did not get out: the disk behind {@code > FILE} is full.
   *
   * @return the exit code
   */
  int ended(int code) {
    if (code != Sentence.DONE || !(out instanceof Plain plain)) return code;
    return plain.lost().map(e -> Sentence.of(e).tell(this, e)).orElse(code);
  }

  /** Ends a job with the line to type next; the launcher says how it was called. */
  void next(PrintStream where, String command) {
    String typed = Shell.quoted(System.getProperty("fovea.command", "fovea"));
    where.println();
    where.println("Next:");
    where.println("  " + typed + command.substring("fovea".length()));
  }
}
