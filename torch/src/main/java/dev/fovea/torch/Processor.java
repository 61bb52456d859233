package dev.fovea.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What this machine's processor can do.
 *
 * @param flags by the names that Linux gives them, e.g. {@code avx2}; elsewhere none is known
 */
public record Processor(Set<String> flags) {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  public Processor {
    flags = Set.copyOf(flags);
  }

  /** That of this machine. */
  public static Processor here() {
    return of(LINUX);
  }

  /** As a file of the form of {@code /proc/cpuinfo} tells; nothing where it cannot be read. */
  public static Processor of(Path cpuinfo) {
    try (var lines = Files.lines(cpuinfo)) {
      return new Processor(
          lines
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .findFirst()
              .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
              .map(Set::copyOf)
              .orElse(Set.of()));
    } catch (IOException | UncheckedIOException _) { // not Linux
      return new Processor(Set.of());
    }
  }

  /** Whether it multiplies bf16 by itself; without that it takes many times as long as float32. */
  public boolean bf16() {
    return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
  }
}
