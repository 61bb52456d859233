package dev.fovea.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** What one call of the command said, run in this process. */
record Said(int code, String out, String err) {

  /** Of words that are not all strings. */
  static Said of(Object... words) {
    return by(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
  }

  static Said by(String... words) {
    return by(false, words);
  }

  /** The same on a terminal, where a line may be written over. */
  static Said by(boolean live, String... words) {
    return on(live, screen -> Fovea.run(screen, words));
  }

  /** What a part of a command says. */
  static Said on(ToIntFunction<Screen> part) {
    return on(false, part);
  }

  private static Said on(boolean live, ToIntFunction<Screen> part) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            live,
            true);
    int code = part.applyAsInt(screen);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The last line of the results. */
  String next() {
    return out.lines().toList().getLast();
  }

  /** The widest line that either stream has. */
  int columns() {
    return List.of(out, err).stream().flatMap(String::lines).mapToInt(Cell::width).max().orElse(0);
  }
}
