package dev.fovea.project.use;

import dev.fovea.torch.Processor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.Loader;

/** The machine and its Java. */
final class MachineCheck {
  private static final int JAVA = 25;
  private static final double LEAST_GB = 2;
  private static final Set<String> PLATFORMS =
      Set.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  private MachineCheck() {}

  static Finding java() {
    String found = Runtime.version() + " in " + System.getProperty("java.home");
    return Runtime.version().feature() >= JAVA
        ? Finding.ok("Java", found)
        : Finding.missing("Java", found, "Install a JDK " + JAVA + " or newer.");
  }

  static Finding system() {
    String found = System.getProperty("os.name") + " " + System.getProperty("os.version");
    String platform = Loader.getPlatform();
    return PLATFORMS.contains(platform)
        ? Finding.ok("System", found + ", " + platform)
        : Finding.missing(
            "System",
            found + ", " + platform,
            "The native libraries come for "
                + String.join(", ", new java.util.TreeSet<>(PLATFORMS)));
  }

  /** Its cores and, where that is known, what they can do. */
  static Finding processor(Processor processor) {
    int cores = Runtime.getRuntime().availableProcessors();
    String found = cores == 1 ? "1 core" : cores + " cores";
    Set<String> flags = processor.flags();
    if (flags.isEmpty()) return Finding.ok("Processor", found);
    var can = new ArrayList<String>();
    if (flags.contains("avx2")) can.add("AVX2");
    if (flags.contains("avx512f")) can.add("AVX-512");
    if (processor.bf16() || flags.contains("bf16")) can.add("bf16");
    if (flags.contains("amx_tile")) can.add("AMX");
    if (flags.contains("asimd")) can.add("NEON");
    String all = can.isEmpty() ? found : found + " with " + String.join(", ", can);
    boolean old = Loader.getPlatform().endsWith("x86_64") && !flags.contains("avx2");
    return old
        ? Finding.warning("Processor", all, "Without AVX2 all is several times slower.")
        : Finding.ok("Processor", all);
  }

  static Finding memory() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    double all = system.getTotalMemorySize() / 1e9;
    double free = available(Path.of("/proc/meminfo"), system.getFreeMemorySize()) / 1e9;
    String found =
        String.format(
            Locale.ROOT,
            "%.1f GB, %.1f GB of it free; up to %.1f GB for Java",
            all,
            free,
            Runtime.getRuntime().maxMemory() / 1e9);
    return free >= LEAST_GB
        ? Finding.ok("Memory", found)
        : Finding.warning(
            "Memory", found, "Close other programs, or train with --batch 16 and a small --size.");
  }

  /** Bytes that can be had without swapping: what Linux says, or what is free at once. */
  private static long available(Path meminfo, long free) {
    try (var lines = Files.lines(meminfo)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> 1024 * Long.parseLong(kilobytes))
          .findFirst()
          .orElse(free);
    } catch (IOException | java.io.UncheckedIOException _) { // not Linux
      return free;
    }
  }
}
