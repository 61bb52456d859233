package dev.fovea.torch.file;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A tensor as it lies in an open file.
 *
 * @param type of its numbers
 * @param shape its dimensions; empty for a single number
 * @param bytes its numbers, little endian, rows last; read-only, gone when the file is closed
 */
public record StoredTensor(ElementType type, List<Long> shape, MemorySegment bytes) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** How many numbers it holds. */
  public long size() {
    return bytes.byteSize() / type.bytes();
  }
}
