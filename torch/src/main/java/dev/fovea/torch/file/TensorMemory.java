package dev.fovea.torch.file;

import dev.fovea.torch.TorchException;
import java.lang.foreign.MemorySegment;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where libtorch's view of a tensor meets the file's: its type and its bytes. */
final class TensorMemory {
  private TensorMemory() {}

  /** The bytes of a contiguous CPU tensor; valid as long as the tensor is. */
  @SuppressWarnings("restricted") // address and length both come from libtorch
  static MemorySegment of(Tensor tensor) {
    if (tensor.nbytes() == 0) return MemorySegment.NULL;
    return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(tensor.nbytes());
  }

  static ScalarType torchType(ElementType type) {
    return switch (type) {
      case I64 -> ScalarType.Long;
      case F64 -> ScalarType.Double;
      case F32 -> ScalarType.Float;
      case I32 -> ScalarType.Int;
      case BF16 -> ScalarType.BFloat16;
      case F16 -> ScalarType.Half;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }

  /** The file's type of a tensor, named where it has none. */
  static ElementType elementType(String name, Tensor tensor) {
    ScalarType type = tensor.scalar_type();
    for (ElementType element : ElementType.values())
      if (torchType(element).value == type.value) return element;
    throw new TorchException(
        "tensor " + Quote.of(name) + " holds " + type.intern() + ", which these files cannot hold");
  }
}
