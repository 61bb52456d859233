package dev.fovea.fetch;

import java.time.Duration;
import java.util.Locale;

/** A time in a sentence. */
final class Seconds {
  private Seconds() {}

  /** {@code 60 s}, {@code 0.25 s}. */
  static String of(Duration time) {
    double seconds = time.toMillis() / 1e3;
    return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%.2f s", seconds);
  }
}
