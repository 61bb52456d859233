package dev.fovea.project;

import dev.fovea.data.load.Keep;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where decoded pictures stay and how much of them, so that later epochs decode no more. What is
 * full stays as it is: the other pictures are decoded anew each epoch.
 *
 * @param bytes of all pictures, those to learn from and those to validate on; 0 for none
 * @param why so many, in brackets; empty where they were asked for
 * @param folder on whose disk they lie; nothing for Java's heap
 */
record CacheBudget(long bytes, String why, Optional<Path> folder) {
  private static final Pattern FORM =
      Pattern.compile("auto|none|disk|(?<disk>disk:)?(?<number>\\d{1,9})(?<unit>[kmg])");
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;
  private static final double OF_FREE = 0.25;
  private static final double OF_HEAP = 0.5;
  private static final double OF_DISK = 0.5;

  /** Refuses what is no way of keeping pictures. */
  static void check(String cache) {
    if (!FORM.matcher(cache).matches())
      throw new RecipeException(
          "data.cache must be auto, none, disk or a size such as 500m, 2g or disk:20g, got "
              + cache);
  }

  /** On this machine, for a run in that folder. */
  static CacheBudget of(String cache, Path folder) {
    long disk = folder.toFile().getUsableSpace();
    return of(cache, folder, FreeMemory.bytes(), Runtime.getRuntime().maxMemory(), disk);
  }

  /**
   * {@code auto} is a quarter of the free memory, at most half of the heap; a disk is filled by
   * half at most, since the run itself must be written down there.
   */
  static CacheBudget of(String cache, Path folder, long free, long heap, long disk) {
    check(cache);
    long most = (long) (OF_HEAP * heap);
    long half = (long) (OF_DISK * disk);
    return switch (cache) {
      case "none" -> new CacheBudget(0, "", Optional.empty());
      case "auto" ->
          new CacheBudget(
              Math.min((long) (OF_FREE * free), most),
              " (a quarter of what is free, at most half of Java's heap)",
              Optional.empty());
      case "disk" -> new CacheBudget(half, " (half of what is free there)", Optional.of(folder));
      default -> asked(cache, folder, most, half);
    };
  }

  private static CacheBudget asked(String cache, Path folder, long most, long half) {
    long asked = size(cache);
    if (cache.startsWith("disk"))
      return asked > half
          ? new CacheBudget(
              half, " (half of what is free there, less than was asked for)", Optional.of(folder))
          : new CacheBudget(asked, "", Optional.of(folder));
    if (asked > most)
      throw new RecipeException(
          "data.cache asks for %s, and half of Java's heap is %s; ask for less, say disk, or give more with FOVEA_OPTS=-Xmx%dg"
              .formatted(cache, words(most), 2 * asked / GB + 1));
    return new CacheBudget(asked, "", Optional.empty());
  }

  /** What a loader of so many of all pictures may keep. */
  Keep share(int pictures, int all) {
    long share = (long) ((double) bytes * pictures / Math.max(1, all));
    return folder.isPresent() && bytes > 0
        ? new Keep.OnDisk(share, folder.get())
        : new Keep.InMemory(share);
  }

  /** What it does, in a sentence. */
  String sentence() {
    return bytes == 0
        ? "no decoded pictures are kept; every epoch decodes all of them"
        : folder.isPresent()
            ? "decoded pictures stay on disk until the run ends, up to " + words(bytes) + why
            : "decoded pictures stay in memory, up to " + words(bytes) + why;
  }

  private static long size(String cache) {
    var parts = FORM.matcher(cache);
    if (!parts.matches()) throw new IllegalStateException(cache);
    long unit =
        switch (parts.group("unit")) {
          case "k" -> 1L << 10;
          case "m" -> MB;
          default -> GB;
        };
    return Long.parseLong(parts.group("number")) * unit;
  }

  private static String words(long bytes) {
    return bytes >= GB
        ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB)
        : bytes / MB + " MB";
  }
}
