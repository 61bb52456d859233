package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
  private static final long MB = 1 << 20;

  private static long of(int megabytes) {
    return PeakMemory.of(
            () -> {
              try (var _ = new Scope()) {
                var _ = torch.ones(megabytes * MB / Float.BYTES);
              }
            })
        .orElseThrow();
  }

  /** What was freed before must not hide what is needed now. */
  @Test
  void isWhatTensorsTakeThoughTheyAreFreedAndThoughMoreWasHeldBefore() {
    assumeTrue(Files.isWritable(Path.of("/proc/self/clear_refs")), "Linux tells it");
    Natives.load();
    var _ = of(10);
    for (int megabytes : new int[] {400, 100, 200})
      assertEquals((double) megabytes, of(megabytes) / (double) MB, 40.0, "of " + megabytes);
  }

  @Test
  void memoryThatDidNotSufficeIsToldFromOtherFailures() {
    assertTrue(OutOfMemory.in(new RuntimeException("CUDA out of memory. Tried to allocate 2 GiB")));
    assertTrue(
        OutOfMemory.in(
            new IllegalStateException(
                new RuntimeException("DefaultCPUAllocator: not enough memory: you tried to"))));
    assertTrue(OutOfMemory.in(new OutOfMemoryError()));
    assertFalse(OutOfMemory.in(new RuntimeException("shape mismatch")));
    assertFalse(OutOfMemory.in(new RuntimeException((String) null)));
  }
}
