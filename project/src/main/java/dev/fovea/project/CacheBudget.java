package dev.fovea.project;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much memory decoded pictures may stay in, so that later epochs decode no more. They lie in
 * Java's heap. What is full stays as it is: the other pictures are decoded anew each epoch.
 *
 * @param bytes of all pictures, those to learn from and those to validate on; 0 for none
 */
record CacheBudget(long bytes) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmg])");
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;
  private static final double OF_FREE = 0.25;
  private static final double OF_HEAP = 0.5;

  /** Refuses what is neither {@code auto} nor {@code none} nor a size. */
  static void check(String cache) {
    if (!cache.equals("auto") && !cache.equals("none") && !SIZE.matcher(cache).matches())
      throw new RecipeException(
          "data.cache must be auto, none or a size such as 500m or 2g, got " + cache);
  }

  /** On this machine: {@code auto} is a quarter of its free memory, at most half of the heap. */
  static CacheBudget of(String cache) {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return of(cache, machine.getFreeMemorySize(), Runtime.getRuntime().maxMemory());
  }

  static CacheBudget of(String cache, long free, long heap) {
    check(cache);
    long most = (long) (OF_HEAP * heap);
    if (cache.equals("none")) return new CacheBudget(0);
    if (cache.equals("auto")) return new CacheBudget(Math.min((long) (OF_FREE * free), most));
    long asked = size(cache);
    if (asked > most)
      throw new RecipeException(
          "data.cache asks for %s, and half of Java's heap is %s; ask for less, or give more with FOVEA_OPTS=-Xmx%dg"
              .formatted(cache, words(most), 2 * asked / GB + 1));
    return new CacheBudget(asked);
  }

  /** What a loader of so many of all pictures may keep, in bytes. */
  long share(int pictures, int all) {
    return (long) ((double) bytes * pictures / Math.max(1, all));
  }

  /** What it does, in a sentence. */
  String sentence() {
    return bytes == 0
        ? "no decoded pictures are kept; every epoch decodes all of them"
        : "decoded pictures stay in memory, up to " + words(bytes);
  }

  private static long size(String cache) {
    var parts = SIZE.matcher(cache);
    if (!parts.matches()) throw new IllegalStateException(cache);
    long unit =
        switch (parts.group(2)) {
          case "k" -> 1L << 10;
          case "m" -> MB;
          default -> GB;
        };
    return Long.parseLong(parts.group(1)) * unit;
  }

  private static String words(long bytes) {
    return bytes >= GB
        ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB)
        : bytes / MB + " MB";
  }
}
