package dev.fovea.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * How much memory of this process a piece of work holds at most, as Linux counts resident pages:
 * {@code VmHWM} of {@code /proc/self/status}, which {@code /proc/self/clear_refs} sets back.
 */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String MARK = "5"; // sets the high-water mark back, see proc(5)
  private static final long KB = 1024;

  private PeakMemory() {}

  /**
   * Bytes beyond what is held before; nothing where the system does not tell, and then the work is
   * not done. What the C library keeps of freed memory goes back to the system first, so that it is
   * not used unseen.
   */
  public static OptionalLong of(Runnable work) {
    if (!Files.isWritable(CLEAR)) return OptionalLong.empty();
    try {
      giveBack();
      Files.writeString(CLEAR, MARK, StandardOpenOption.WRITE);
      long before = bytes("VmRSS:");
      work.run();
      return OptionalLong.of(Math.max(0, bytes("VmHWM:") - before));
    } catch (IOException e) {
      throw new UncheckedIOException("the memory of this process cannot be measured", e);
    }
  }

  private static long bytes(String key) throws IOException {
    try (var lines = Files.lines(STATUS)) {
      String line = lines.filter(each -> each.startsWith(key)).findFirst().orElse(key + " 0");
      return Long.parseLong(line.replaceAll("\\D", "")) * KB;
    }
  }

  private static void giveBack() {
    if (!CLibrary.has("malloc_trim")) return;
    var trim =
        CLibrary.function(
            "malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    try {
      var _ = (int) trim.invokeExact(0L);
    } catch (Throwable e) {
      throw new TorchException("the C library could not give memory back", e);
    }
  }
}
