package dev.fovea.torch;

import java.util.Locale;

/** Memory that did not suffice; libtorch says so in words alone. */
public final class OutOfMemory {
  private OutOfMemory() {}

  /** Whether it is why something failed. */
  public static boolean in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof OutOfMemoryError || in(String.valueOf(cause.getMessage()))) return true;
    return false;
  }

  /** Whether a message of libtorch, CUDA, the C++ library or JavaCPP tells of it. */
  public static boolean in(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("not enough memory")
        || lower.contains("out of memory")
        || lower.contains("allocate memory")
        || lower.contains("bad_alloc")
        || lower.contains("physical memory usage is too high");
  }
}
