package dev.fovea.torch.file;

import static org.bytedeco.pytorch.global.torch.empty;

import dev.fovea.torch.Natives;
import dev.fovea.torch.TorchException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Makes libtorch tensors of stored ones, in one copy; the file may be closed afterwards. */
public final class TensorCopy {
  private TensorCopy() {}

  /** A CPU tensor of the stored type and shape, in the caller's scope. */
  public static Tensor of(StoredTensor stored) {
    if (stored.type() != ElementType.BOOL)
      return raw(stored, TensorMemory.torchType(stored.type()));
    return raw(stored, ScalarType.Byte).to(ScalarType.Bool); // any byte but 0 is true
  }

  /** As {@link #of}, with fractions of any width as float32; whole numbers and booleans stay. */
  public static Tensor inFloat32(StoredTensor stored) {
    return stored.type().isFraction() ? of(stored).to(ScalarType.Float) : of(stored);
  }

  private static Tensor raw(StoredTensor stored, ScalarType type) {
    Natives.load();
    if (stored.contiguous()) return filled(stored, type, numbers(stored.shape()));
    Tensor all = filled(stored, type, stored.bytes().byteSize() / stored.type().bytes());
    return all.as_strided(numbers(stored.shape()), numbers(stored.strides())).contiguous();
  }

  private static Tensor filled(StoredTensor stored, ScalarType type, long... shape) {
    Tensor tensor = empty(shape, new TensorOptions(type), new MemoryFormatOptional());
    try {
      MemorySegment bytes = stored.bytes();
      MemorySegment.copy(bytes, 0, TensorMemory.of(tensor), 0, bytes.byteSize());
      return tensor;
    } catch (InternalError e) { // what the JVM makes of a page that is no longer there
      throw new TorchException(
          "a file of tensors was cut short while it was open; close it, then fetch or save it"
              + " again",
          e);
    }
  }

  private static long[] numbers(List<Long> list) {
    return list.stream().mapToLong(n -> n).toArray();
  }
}
