package dev.fovea.torch.pth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file gives a sentence or tensors within its bounds; never a crash, never a bomb. */
class DamagedPthTest {
  private static final long ALLOWED_BYTES = 3_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiny-zip-2", "tiny-zip-4", "tiny-legacy-2", "tiny-legacy-4", "old-view"})
  void cutAnywhere(String name) throws IOException {
    byte[] whole = Saved.bytes(name + ".pth");
    for (int length = 0; length < whole.length; length++)
      assertFalse(opens(Arrays.copyOf(whole, length)), name + " opened, cut at " + length);
    assertTrue(opens(whole));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-zip-2", "tiny-legacy-2", "tiny-legacy-4", "old-view"})
  void everyByteChanged(String name) throws IOException {
    byte[] whole = Saved.bytes(name + ".pth");
    int opened = 0;
    for (int at = 0; at < whole.length; at++)
      for (int flip : new int[] {0x01, 0x20, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) flip;
        if (opens(damaged)) opened++;
      }
    assertTrue(opened > 0 && opened < 3 * whole.length, opened + " opened");
  }

  private boolean opens(byte[] bytes) throws IOException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path path = Files.write(folder.resolve("a.pth"), bytes);
    long before = threads.getCurrentThreadAllocatedBytes();
    try (var file = PthFile.open(path, Optional.empty())) {
      file.tensors()
          .values()
          .forEach(t ->
              assertEquals(t.bytes().byteSize(), t.bytes().toArray(ValueLayout.JAVA_BYTE).length));
      return true;
    } catch (TorchException e) {
      assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return false;
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < ALLOWED_BYTES, allocated + " bytes");
    }
  }
}
