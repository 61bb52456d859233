package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** A tensor over a buffer must not outlive the buffer's memory, however busy the collector is. */
class BufferLifeTest {
  /** The tensor, and the buffer as the collector sees it. */
  private record Lent(Tensor tensor, WeakReference<FloatBuffer> buffer) {}

  @Test
  void theScopeHoldsTheBufferAndLetsItGo() {
    Lent lent;
    try (var _ = new Scope()) {
      lent = lend();
      assertFalse(collected(lent.buffer, 5), "freed while a tensor lay over it");
      assertEquals(1 + 2 + 3, lent.tensor.sum().item_float());
    }
    assertTrue(collected(lent.buffer, 200), "held after the scope was closed");
  }

  @Test
  void withoutAScopeNobodyWouldHoldIt() {
    var refused = assertThrows(TorchException.class, BufferLifeTest::lend);
    assertEquals("a tensor over a buffer needs an open scope", refused.getMessage());
  }

  /** In a method of its own, so that no local variable is left that holds the buffer. */
  private static Lent lend() {
    Natives.load();
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(3 * 4).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put(new float[] {1, 2, 3}).flip();
    return new Lent(Tensors.of(buffer, 3), new WeakReference<>(buffer));
  }

  private static boolean collected(WeakReference<FloatBuffer> buffer, int tries) {
    for (int i = 0; i < tries && buffer.get() != null; i++) System.gc();
    return buffer.get() == null;
  }
}
