package dev.fovea.torch.pth;

import dev.fovea.torch.file.StoredTensor;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * What a file of {@code torch.save} holds.
 *
 * @param value that was saved
 * @param storages the bytes of each storage, by key
 */
record Checkpoint(Pickled value, Map<String, MemorySegment> storages) {

  /** A tensor with its numbers. */
  StoredTensor stored(Pickled.Tensor tensor) {
    int width = tensor.type().bytes();
    MemorySegment all = storages.get(tensor.storage().key());
    return new StoredTensor(
        tensor.type(),
        tensor.shape(),
        tensor.strides(),
        all.asSlice(tensor.first() * width, tensor.span() * width));
  }

  /** Bytes of a whole storage. */
  static long bytes(Pickled.Storage storage) {
    try {
      return Math.multiplyExact(storage.whole(), (long) storage.type().bytes());
    } catch (ArithmeticException _) {
      throw new BrokenPth("a storage is larger than any file");
    }
  }

  /** The bytes, which must be as many as the pickle says. */
  static MemorySegment sized(Pickled.Storage storage, MemorySegment bytes) {
    if (bytes.byteSize() == bytes(storage)) return bytes;
    throw new BrokenPth(
        "a storage holds " + bytes.byteSize() + " bytes where its tensors need " + bytes(storage));
  }
}
