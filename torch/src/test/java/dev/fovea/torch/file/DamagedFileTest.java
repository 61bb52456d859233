package dev.fovea.torch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fovea.torch.TorchException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file gives a sentence or a right answer; never a crash, never a huge allocation. */
class DamagedFileTest {
  /** What reading a header of a thousand bytes may take, many times over. */
  private static final long ALLOWED_BYTES = 2_000_000;

  private final byte[] whole = Golden.bytes();
  private final int headerEnd = 8 + 824;

  @TempDir Path folder;

  @Test
  void cutAnywhere() {
    for (int length = 0; length < whole.length; length++)
      assertRefused(Arrays.copyOf(whole, length));
  }

  /** The header is cut and says so itself; all that follows it is still there. */
  @Test
  void headerCutAnywhere() {
    int spaces = 0; // at its end, so that the numbers lie evenly: less of them is no damage
    while (whole[headerEnd - 1 - spaces] == ' ') spaces++;
    for (int length = 0; length < headerEnd - 8 - spaces; length++)
      assertRefused(headerCut(length));
  }

  private byte[] headerCut(int length) {
    byte[] damaged = new byte[whole.length - (headerEnd - 8 - length)];
    ByteBuffer.wrap(damaged)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(whole, 8, length)
        .put(whole, headerEnd, whole.length - headerEnd);
    return damaged;
  }

  @Test
  void everyHeaderByteChanged() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertRefused(headerCut(100)); // what is loaded at the first refusals is not counted
    int refused = 0;
    int opened = 0;
    for (int at = 0; at < headerEnd; at++)
      for (int flip : new int[] {0x01, 0x20, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) flip;
        Path path = Golden.at(folder, damaged);
        long before = threads.getCurrentThreadAllocatedBytes();
        try (var file = SafetensorsFile.open(path)) {
          opened++;
          assertCovers(file);
        } catch (TorchException e) {
          refused++;
          assertSentence(path, e.getMessage());
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOWED_BYTES, allocated + " bytes for a change at " + at);
      }
    assertEquals(headerEnd * 3, refused + opened);
    assertTrue(refused > 1500 && opened > 150, refused + " refused, " + opened + " opened");
  }

  @Test
  void everyLengthOfHeader() {
    for (int shift = 0; shift < 64; shift++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 8; i++) damaged[i] = (byte) ((1L << shift) >>> (8 * i));
      assertRefused(damaged);
    }
  }

  private void assertRefused(byte[] bytes) {
    Path path = Golden.at(folder, bytes);
    var refusal = assertThrows(TorchException.class, () -> SafetensorsFile.open(path));
    assertSentence(path, refusal.getMessage());
  }

  /** A changed name or a type of the same width is not wrong: every byte belongs to one tensor. */
  private void assertCovers(SafetensorsFile file) {
    long bytes = 0;
    for (StoredTensor tensor : file.tensors().values()) {
      long numbers = tensor.shape().stream().reduce(1L, (a, b) -> a * b);
      assertEquals(numbers, tensor.size());
      assertEquals(tensor.bytes().byteSize(), tensor.bytes().toArray(ValueLayout.JAVA_BYTE).length);
      bytes += tensor.bytes().byteSize();
    }
    assertEquals(whole.length - headerEnd, bytes);
  }

  private static void assertSentence(Path path, String message) {
    assertTrue(message.startsWith(path + ": "), message);
    assertTrue(message.endsWith("; fetch or save it again"), message);
    assertFalse(message.contains("\n"), message);
  }
}
