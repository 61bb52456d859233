package dev.fovea.torch.pth;

import dev.fovea.torch.file.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What a call of a known name makes. */
final class Calls {
  private Calls() {}

  static Pickled of(Pickled.Global global, List<Pickled> with) {
    return switch (global.known()) {
      case ORDERED_DICT -> dict(with);
      case TENSOR_V1, TENSOR_V2, TENSOR_V3 -> Rebuild.tensor(global.known(), with);
      case PARAMETER -> tensor(argument(global, with, 0));
      case FROM_TYPE -> fromType(global, with);
      case SIZE, SET -> argument(global, with, 0);
      case DEVICE -> Pickled.Other.IGNORED;
      case ENCODE -> encoded(global, with);
      case NUMPY_DTYPE -> numpyType(argument(global, with, 0));
      case NUMPY_SCALAR -> scalar(argument(global, with, 0), argument(global, with, 1));
      case TENSOR_TYPE, STORAGE, DTYPE ->
          throw new BrokenPth("calls " + global.name() + ", which no state dict does");
    };
  }

  /** The word of a dict's key. */
  static String key(Pickled key) {
    String word = Pickled.shown(key);
    if (word.isEmpty() && !(key instanceof Pickled.Text))
      throw new BrokenPth("has a dict with a key that is neither a word nor a number");
    return word;
  }

  /** A whole number that is not negative and fits 63 bits. */
  static long count(Pickled value) {
    if (!(value instanceof Pickled.Whole(var number)))
      throw new BrokenPth("has something else where a whole number is due");
    if (number.signum() < 0 || number.bitLength() > 63)
      throw new BrokenPth("counts " + (number.signum() < 0 ? "below 0" : "above 2^63"));
    return number.longValue();
  }

  /** Whether the state of a numpy type says nothing of another order of bytes. */
  static boolean isLittleEndian(Pickled state) {
    return state instanceof Pickled.Items(var all)
        && all.size() > 1
        && all.get(1) instanceof Pickled.Text(String order)
        && !order.equals(">");
  }

  private static Pickled argument(Pickled.Global global, List<Pickled> with, int index) {
    if (index >= with.size()) throw new BrokenPth("gives " + global.name() + " too little");
    return with.get(index);
  }

  private static Pickled.Tensor tensor(Pickled value) {
    if (value instanceof Pickled.Tensor tensor) return tensor;
    throw new BrokenPth("has something else where a tensor is due");
  }

  /** Nothing, or in files of Python 2 a list of pairs. */
  private static Pickled dict(List<Pickled> with) {
    var dict = new LinkedHashMap<String, Pickled>();
    if (!with.isEmpty()) {
      if (!(with.getFirst() instanceof Pickled.Items(var pairs))) throw badPairs();
      for (Pickled each : pairs) {
        if (!(each instanceof Pickled.Items(var pair)) || pair.size() != 2) throw badPairs();
        dict.put(key(pair.getFirst()), pair.getLast());
      }
    }
    return new Pickled.Dict(dict);
  }

  private static BrokenPth badPairs() {
    return new BrokenPth("makes a dict of what are no pairs");
  }

  /** A tensor that was saved with attributes; these are left out. */
  private static Pickled fromType(Pickled.Global global, List<Pickled> with) {
    if (argument(global, with, 0) instanceof Pickled.Global maker
        && argument(global, with, 1) instanceof Pickled.Global type
        && type.known() == Known.TENSOR_TYPE
        && argument(global, with, 2) instanceof Pickled.Items(var own)
        && maker.known() != Known.FROM_TYPE) return tensor(of(maker, own));
    throw new BrokenPth("gives " + global.name() + " what is no tensor");
  }

  private static Pickled encoded(Pickled.Global global, List<Pickled> with) {
    if (argument(global, with, 0) instanceof Pickled.Text(String word))
      return new Pickled.Bytes(ByteBuffer.wrap(word.getBytes(StandardCharsets.ISO_8859_1)));
    throw new BrokenPth("makes bytes of what is no word");
  }

  private static Pickled numpyType(Pickled name) {
    if (!(name instanceof Pickled.Text(String word))) throw badScalar();
    ElementType type =
        switch (word) {
          case "f8" -> ElementType.F64;
          case "f4" -> ElementType.F32;
          case "f2" -> ElementType.F16;
          case "i8" -> ElementType.I64;
          case "i4" -> ElementType.I32;
          case "i2" -> ElementType.I16;
          case "i1" -> ElementType.I8;
          case "u1" -> ElementType.U8;
          case "b1" -> ElementType.BOOL;
          default -> throw badScalar();
        };
    return new Pickled.Global(Known.NUMPY_DTYPE, "numpy.dtype", type);
  }

  private static Pickled scalar(Pickled type, Pickled bytes) {
    if (!(type instanceof Pickled.Global global)
        || global.known() != Known.NUMPY_DTYPE
        || global.type() == null
        || !(bytes instanceof Pickled.Bytes(ByteBuffer given))
        || given.remaining() != global.type().bytes()) throw badScalar();
    ByteBuffer b = given.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (global.type()) {
      case F64 -> new Pickled.Fraction(b.getDouble());
      case F32 -> new Pickled.Fraction(b.getFloat());
      case F16 -> new Pickled.Fraction(Float.float16ToFloat(b.getShort()));
      case I64 -> Pickled.Whole.of(b.getLong());
      case I32 -> Pickled.Whole.of(b.getInt());
      case I16 -> Pickled.Whole.of(b.getShort());
      case I8 -> Pickled.Whole.of(b.get());
      case U8 -> Pickled.Whole.of(b.get() & 0xff);
      case BOOL -> new Pickled.Truth(b.get() != 0);
      case BF16 -> throw badScalar();
    };
  }

  private static BrokenPth badScalar() {
    return new BrokenPth(
        "holds a number of numpy that is none of int8 to int64, uint8, float16 to float64 and"
            + " bool",
        "make it a Python number, as by item(), and save it again");
  }

  /** The parts of a list of whole numbers, none negative. */
  static List<Long> counts(Pickled value, int most) {
    if (!(value instanceof Pickled.Items(var all)) || all.size() > most)
      throw new BrokenPth("has something else where a list of at most " + most + " counts is due");
    var counts = new ArrayList<Long>();
    for (Pickled each : all) counts.add(count(each));
    return counts;
  }
}
