package dev.fovea.predict;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * Direct buffers that are lent again and again: memory outside the heap is freed by the garbage
 * collector alone, which has no reason to run while the heap is empty.
 */
public final class Buffers {
  /** Larger ones (64 MB) are for single batches and not kept. */
  private static final int KEPT_FLOATS = 16 << 20;

  private static final ConcurrentLinkedDeque<FloatBuffer> FREE = new ConcurrentLinkedDeque<>();

  private Buffers() {}

  /**
   * Lends a buffer of just so many numbers, in native order.
   *
   * @throws ModelException where there is no such memory
   */
  public static <T> T lend(int pictures, long floatsEach, Function<FloatBuffer, T> use) {
    FloatBuffer buffer = taken(pictures, floatsEach);
    try {
      return use.apply(buffer.slice(0, (int) (pictures * floatsEach)));
    } finally {
      if (buffer.capacity() <= KEPT_FLOATS) FREE.push(buffer);
    }
  }

  private static FloatBuffer taken(int pictures, long floatsEach) {
    long floats = pictures * floatsEach;
    FloatBuffer free = FREE.poll();
    if (free != null && free.capacity() >= floats) return free;
    try {
      return ByteBuffer.allocateDirect(Math.toIntExact(4 * floats))
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new ModelException(
          "%d pictures at a time are %,d MB of numbers, more than there is room for; give fewer"
              .formatted(pictures, 4 * floats / 1_000_000),
          e);
    }
  }
}
