package dev.fovea.project;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this program may still take. */
final class FreeMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final long KB = 1024;

  private FreeMemory() {}

  /**
   * In bytes. On Linux also what only holds copies of files and is given up when asked for. What
   * Java's heap holds from the system and has no use for counts too, so what an earlier run of this
   * program left behind is collected first.
   */
  static long bytes() {
    System.gc();
    return outsideJava() + Runtime.getRuntime().freeMemory();
  }

  /** In bytes, for what does not lie in Java's heap, as tensors do not. */
  static long outsideJava() {
    return Math.min(ofMachine(), ControlGroup.own().left());
  }

  private static long ofMachine() {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try {
      String words = Files.isReadable(LINUX) ? Files.readString(LINUX) : "";
      long available = of(words, "MemAvailable:");
      return available > 0 ? available : machine.getFreeMemorySize();
    } catch (IOException e) {
      return machine.getFreeMemorySize();
    }
  }

  /** A line of it such as {@code MemAvailable: 123 kB}, in bytes; 0 where there is none. */
  static long of(String words, String key) {
    return words
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replaceAll("[^0-9]", ""))
        .mapToLong(number -> Long.parseLong(number) * KB)
        .findFirst()
        .orElse(0);
  }
}
