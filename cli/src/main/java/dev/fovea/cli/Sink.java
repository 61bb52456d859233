package dev.fovea.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Bytes on their way out; remembers why they could not be written, which PrintStream forgets. */
final class Sink extends FilterOutputStream {
  private final String name;
  private IOException failure;

  /**
   * @param name of the place, for people
   */
  Sink(OutputStream to, String name) {
    super(to);
    this.name = name;
  }

  /** Why the first bytes were lost; a reader that went away, as {@code head} does, is no reason. */
  synchronized Optional<IOException> lost() {
    if (failure == null || String.valueOf(failure.getMessage()).contains("Broken pipe"))
      return Optional.empty();
    return Optional.of(new FileSystemException(name, null, failure.getMessage()));
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      if (failure == null) failure = e;
      throw e;
    }
  }
}
