package dev.fovea.bench.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the fuzzer comes in. The system property {@code fovea.parser} says which parser it feeds,
 * {@code fovea.folder} where its files go.
 */
public final class Fuzz {
  private static final Parser PARSER = Parser.named(System.getProperty("fovea.parser", "header"));
  private static final Path FOLDER = folder();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What one input may cost; the clock of the thread, so that a busy machine is no fault. */
  private static final long MOST_NANOS = 2_000_000_000L;

  private static boolean warm;

  private Fuzz() {}

  /** Called by the fuzzer with each input that it makes. */
  public static void fuzzerTestOneInput(byte[] input) {
    long before = THREADS.getCurrentThreadCpuTime();
    PARSER.takes(input, FOLDER);
    long took = THREADS.getCurrentThreadCpuTime() - before;
    if (took > MOST_NANOS && warm)
      throw new AssertionError(PARSER + " took " + took / 1_000_000 + " ms of processor time");
    warm = true; // the first loads libraries
  }

  private static Path folder() {
    try {
      return Files.createDirectories(Path.of(System.getProperty("fovea.folder", "fuzz")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
