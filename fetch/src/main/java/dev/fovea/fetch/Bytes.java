package dev.fovea.fetch;

import java.util.Locale;

/** A number of bytes in a sentence. */
final class Bytes {
  private Bytes() {}

  /** {@code 512 bytes}, {@code 102.5 MB}. */
  static String of(long bytes) {
    return bytes < 100_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
