package dev.fovea.torch.pth;

import dev.fovea.torch.file.ElementType;
import java.util.List;

/** Makes a tensor of its storage, offset, shape and strides, all within the storage. */
final class Rebuild {
  /** More dimensions than libtorch's own loops take. */
  private static final int MAX_RANK = 64;

  /** A view may repeat its numbers, as expand() does, up to so many. */
  private static final long MOST_REPEATED = 1L << 24;

  private Rebuild() {}

  /** Arguments: storage, offset, shape, strides, requires_grad, hooks, dtype (v3), metadata. */
  static Pickled.Tensor tensor(Known version, List<Pickled> with) {
    boolean v3 = version == Known.TENSOR_V3;
    if (with.size() < (v3 ? 7 : 4)
        || !(with.getFirst() instanceof Pickled.Storage storage)
        || hasNotes(with, v3 ? 7 : 6))
      throw new BrokenPth("makes a tensor of what is none, or of conjugates and negatives");
    ElementType type = v3 ? type(with.get(6)) : storage.type();
    List<Long> shape = Calls.counts(with.get(2), MAX_RANK);
    List<Long> strides = Calls.counts(with.get(3), MAX_RANK);
    if (shape.size() != strides.size())
      throw new BrokenPth(
          "a tensor has " + shape.size() + " dimensions and " + strides.size() + " strides");
    long offset = Calls.count(with.get(1));
    return within(storage, type, offset, shape, strides);
  }

  private static Pickled.Tensor within(
      Pickled.Storage storage,
      ElementType type,
      long offset,
      List<Long> shape,
      List<Long> strides) {
    try {
      long count = 1;
      long last = 0;
      for (int i = 0; i < shape.size(); i++) {
        count = Math.multiplyExact(count, shape.get(i));
        last =
            Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
      }
      long span = count == 0 ? 0 : Math.addExact(last, 1);
      long there = storage.count() * storage.type().bytes() / type.bytes();
      Math.multiplyExact(storage.whole(), 8);
      if (span > 0 && Math.addExact(offset, span) > there)
        throw new BrokenPth(
            "a tensor of shape " + shape + " reaches beyond its storage of " + there + " numbers");
      if (count > Math.max(there, MOST_REPEATED))
        throw new BrokenPth(
            "a tensor of shape " + shape + " repeats the " + there + " numbers of its storage");
      long skipped = storage.first() * storage.type().bytes() / type.bytes();
      return new Pickled.Tensor(
          storage, type, span == 0 ? 0 : skipped + offset, span, shape, strides);
    } catch (ArithmeticException _) {
      throw new BrokenPth("a tensor of shape " + shape + " is larger than any file");
    }
  }

  private static boolean hasNotes(List<Pickled> with, int index) {
    return with.size() > index
        && with.get(index) instanceof Pickled.Dict(var notes)
        && !notes.isEmpty();
  }

  private static ElementType type(Pickled dtype) {
    if (dtype instanceof Pickled.Global global && global.known() == Known.DTYPE)
      return global.type();
    throw new BrokenPth("has something else where a dtype is due");
  }
}
