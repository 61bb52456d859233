package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FreeMemoryTest {
  @Test
  void linesOfTheKernelAreRead() {
    String words = "MemTotal:       24684120 kB\nMemFree:  5432 kB\nMemAvailable: 12404736 kB\n";
    assertEquals(12_404_736L * 1024, FreeMemory.of(words, "MemAvailable:"));
    assertEquals(0, FreeMemory.of("", "MemAvailable:"));
  }

  @Test
  void thereIsSome() {
    assertTrue(FreeMemory.bytes() > 1 << 20);
  }
}
