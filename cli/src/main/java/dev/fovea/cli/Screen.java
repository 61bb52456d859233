package dev.fovea.cli;

import dev.fovea.project.Shell;
import java.io.Console;
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
 */
record Screen(PrintStream out, PrintStream err, boolean live) {
  /** Width that everything fits in. */
  static final int COLUMNS = 80;

  static Screen system() {
    return new Screen(new Plain(System.out), new Plain(System.err), isTerminal());
  }

  private static boolean isTerminal() {
    Path stderr = Path.of("/proc/self/fd/2");
    try {
      if (Files.isSymbolicLink(stderr))
        return Files.readSymbolicLink(stderr).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException _) { // ask Java instead
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** Ends a job with the line to type next; the launcher says how it was called. */
  void next(PrintStream where, String command) {
    String typed = Shell.quoted(System.getProperty("fovea.command", "fovea"));
    where.println();
    where.println("Next:");
    where.println("  " + typed + command.substring("fovea".length()));
  }
}
