package dev.fovea.torch.file;

import java.util.Arrays;
import java.util.Optional;

/**
 * The type of stored numbers, named as in the file. Declared in the order in which the reference
 * implementation lays tensors out: widest first, so that each is aligned.
 */
public enum ElementType {
  I64(8),
  F64(8),
  F32(4),
  I32(4),
  BF16(2),
  F16(2),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Whether its numbers are fractions, which networks calculate with. */
  public boolean isFraction() {
    return switch (this) {
      case F64, F32, BF16, F16 -> true;
      case I64, I32, I16, I8, U8, BOOL -> false;
    };
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
  }
}
