package dev.fovea.predict;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work in parts, on the common pool and the thread that asks. */
public final class Parallel {
  private Parallel() {}

  /**
   * Does parts 0 to n - 1 and waits for all.
   *
   * @throws RuntimeException the first part's that failed, as it threw it; so do errors
   */
  public static void each(int n, IntConsumer part) {
    if (n == 1) {
      part.accept(0);
      return;
    }
    // The pool would throw copies of exceptions, with other words.
    var thrown = new Throwable[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          try {
            part.accept(i);
          } catch (RuntimeException | Error e) {
            thrown[i] = e;
          }
        });
    for (Throwable one : thrown) {
      if (one instanceof RuntimeException e) throw e;
      if (one instanceof Error e) throw e;
    }
  }
}
