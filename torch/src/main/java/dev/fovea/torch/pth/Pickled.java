package dev.fovea.torch.pth;

import dev.fovea.torch.file.ElementType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SequencedMap;

/**
 * A thing that a pickle holds. Lists and dicts grow while they are read and may hold each other.
 */
sealed interface Pickled {
  record Text(String word) implements Pickled {}

  record Whole(BigInteger number) implements Pickled {
    static Whole of(long number) {
      return new Whole(BigInteger.valueOf(number));
    }
  }

  record Fraction(double number) implements Pickled {}

  record Truth(boolean value) implements Pickled {}

  record Bytes(ByteBuffer bytes) implements Pickled {}

  /** A list, a tuple or a set. */
  record Items(List<Pickled> all) implements Pickled {}

  /** By the keys' words; a number is its digits. */
  record Dict(SequencedMap<String, Pickled> all) implements Pickled {}

  /**
   * A name that pickles may speak of.
   *
   * @param name with its module, e.g. {@code torch.FloatStorage}
   * @param type of the numbers, for storages and dtypes
   */
  record Global(Known known, String name, ElementType type) implements Pickled {}

  /**
   * Numbers that lie elsewhere in the file.
   *
   * @param key names them there
   * @param whole how many lie there
   * @param first of them that is meant
   * @param count of those that are meant
   */
  record Storage(ElementType type, String key, long whole, long first, long count)
      implements Pickled {}

  /**
   * A tensor over a storage, within its bounds.
   *
   * @param first index of its first number in the whole storage, in numbers of its own type
   * @param span numbers of the storage from its first to its last
   */
  record Tensor(
      Storage storage,
      ElementType type,
      long first,
      long span,
      List<Long> shape,
      List<Long> strides)
      implements Pickled {}

  /** None, a device, and what else says nothing of numbers. */
  enum Other implements Pickled {
    NOTHING,
    IGNORED
  }

  /** A short word for people; empty where there is none. */
  static String shown(Pickled value) {
    return switch (value) {
      case Text t -> t.word();
      case Whole w -> w.number().bitLength() < 64 ? w.number().toString() : "";
      case Fraction f -> Double.toString(f.number());
      case Truth t -> Boolean.toString(t.value());
      case Bytes _, Items _, Dict _, Global _, Storage _, Tensor _, Other _ -> "";
    };
  }
}
