package dev.fovea.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** In which numbers a network's convolutions and products of matrices are worked out. */
public enum Precision {
  FLOAT32,
  /** Rounded to 8 bits before they are multiplied; sums, weights and gradients stay float32. */
  BF16;

  private static final Set<String> FLAGS = Set.of("avx512_bf16", "amx_bf16");

  /**
   * Whether a processor multiplies bf16 by itself; without that it takes many times as long as
   * float32.
   *
   * @param cpuinfo Linux' {@code /proc/cpuinfo}; elsewhere nothing is known, and the answer is no
   */
  public static boolean bf16In(Path cpuinfo) {
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.stream(line.split("\\s+")).anyMatch(FLAGS::contains))
          .orElse(false);
    } catch (IOException | UncheckedIOException _) { // not Linux
      return false;
    }
  }
}
