package dev.fovea.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prints texts without what a terminal would obey: names of files and classes come from anywhere
 * and may hold escape sequences. Bytes pass as they are.
 */
final class Plain extends PrintStream {
  /** Control characters, and those that turn the direction of writing. */
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]");

  private static final Pattern OBEYED_BUT_LAYOUT =
      Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

  private final Sink sink;

  /**
   * @param name of the stream, for people
   */
  Plain(OutputStream to, String name, Charset charset) {
    this(new Sink(to, name), charset);
  }

  private Plain(Sink sink, Charset charset) {
    super(new BufferedOutputStream(sink), true, charset);
    this.sink = sink;
  }

  /** Why something printed is lost, where anything is. */
  Optional<IOException> lost() {
    return checkError() ? sink.lost() : Optional.empty();
  }

  /** A text for one line: line ends too are replaced, by {@code ?}. */
  static String line(String text) {
    return OBEYED.matcher(text).replaceAll("?");
  }

  @Override
  public void print(String text) {
    super.print(OBEYED_BUT_LAYOUT.matcher(String.valueOf(text)).replaceAll("?"));
  }

  @Override
  public void print(Object value) {
    print(String.valueOf(value));
  }
}
