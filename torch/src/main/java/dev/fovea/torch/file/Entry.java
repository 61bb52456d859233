package dev.fovea.torch.file;

import java.util.List;

/**
 * What a header says of one tensor, checked by itself: its bytes are as many as its shape needs.
 *
 * @param begin first byte, counted from the end of the header
 * @param end the byte after its last
 */
record Entry(ElementType type, List<Long> shape, long begin, long end) {
  /** More dimensions than libtorch's own loops take. */
  static final int MAX_RANK = 64;

  Entry {
    shape = List.copyOf(shape);
    if (end < begin)
      throw new BrokenHeader("data_offsets end before they begin: [" + begin + ", " + end + "]");
    long needed = bytes(type, shape);
    if (end - begin != needed)
      throw new BrokenHeader(
          "a "
              + type
              + " of shape "
              + shape
              + " takes "
              + needed
              + " bytes, but data_offsets hold "
              + (end - begin));
  }

  /** Bytes of a tensor; refuses what no file could hold. */
  static long bytes(ElementType type, List<Long> shape) {
    try {
      long bytes = type.bytes();
      for (long dimension : shape) bytes = Math.multiplyExact(bytes, dimension);
      return bytes;
    } catch (ArithmeticException _) {
      throw new BrokenHeader("its shape " + shape + " is larger than any file");
    }
  }
}
