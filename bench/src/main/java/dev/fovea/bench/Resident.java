package dev.fovea.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * What a process holds at one moment.
 *
 * @param residentMb memory of the process, as Linux counts it
 * @param heapMb of it, Java objects that are alive
 * @param nativeObjects of JavaCPP that are not yet freed
 */
record Resident(double residentMb, double heapMb, long nativeObjects) {
  static final String HEADER =
      String.format("%12s%9s%13s%9s%9s", "done", "seconds", "resident MB", "heap MB", "natives");

  private static final double MB = 1 << 20;
  private static final double KB_PER_MB = 1 << 10;

  /** Collects garbage first, so that what is counted is what is held. */
  static Resident now() throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    String status = Files.readString(Path.of("/proc/self/status"));
    String line = status.lines().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    double resident = Double.parseDouble(line.replaceAll("\\D", "")) / KB_PER_MB;
    return new Resident(resident, heap / MB, Pointer.totalCount());
  }

  String row(long done, double seconds) {
    return String.format(
        Locale.ROOT, "%,12d%9.0f%13.1f%9.1f%9d", done, seconds, residentMb, heapMb, nativeObjects);
  }
}
