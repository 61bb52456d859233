package dev.fovea.torch.file;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as it lies in an open file.
 *
 * @param type of its numbers
 * @param shape its dimensions; empty for a single number
 * @param strides numbers from one index of a dimension to the next, as many as dimensions
 * @param bytes its numbers, little endian, from the first to the last that the strides reach;
 *     read-only, gone when the file is closed
 */
public record StoredTensor(
    ElementType type, List<Long> shape, List<Long> strides, MemorySegment bytes) {
  public StoredTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Numbers one after the other, rows last. */
  public StoredTensor(ElementType type, List<Long> shape, MemorySegment bytes) {
    this(type, shape, rowsLast(shape), bytes);
  }

  /** How many numbers it holds. */
  public long size() {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  /** Whether the bytes are its numbers one after the other, rows last. */
  boolean contiguous() {
    return bytes.byteSize() == size() * type.bytes() && strides.equals(rowsLast(shape));
  }

  private static List<Long> rowsLast(List<Long> shape) {
    var strides = new ArrayList<Long>();
    long stride = 1;
    for (long dimension : shape.reversed()) {
      strides.addFirst(stride);
      stride *= Math.max(1, dimension);
    }
    return strides;
  }
}
