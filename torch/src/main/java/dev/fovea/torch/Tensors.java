package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.tensor;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers from Java to libtorch and back, in bulk. */
public final class Tensors {
  public static final ScalarType FLOAT = ScalarType.Float;

  private Tensors() {}

  /**
   * A CPU tensor over a direct buffer's memory, without a copy: use it before the buffer is used
   * again. The scope of this thread holds the buffer: without that, the collector might free memory
   * that an operator is reading, once the caller has no more use for the buffer.
   *
   * @param shape its product is the buffer's remaining count
   */
  public static Tensor of(FloatBuffer direct, long... shape) {
    if (!direct.isDirect()) throw new TorchException("a tensor can only lie over a direct buffer");
    PointerScope scope = PointerScope.getInnerScope();
    if (scope == null) throw new TorchException("a tensor over a buffer needs an open scope");
    var pointer = new FloatPointer(direct);
    scope.attach(pointer);
    return from_blob(pointer, shape);
  }

  /** A CPU tensor of its own, copied from an array. */
  public static Tensor of(float[] numbers, long... shape) {
    Natives.load();
    return tensor(numbers).view(shape);
  }

  /** All numbers of a float tensor of any device, in row-major order. */
  public static float[] toArray(Tensor tensor) {
    try (var _ = new Scope()) {
      Tensor plain = tensor.detach().cpu().contiguous();
      var numbers = new float[Math.toIntExact(plain.numel())];
      if (numbers.length > 0) plain.data_ptr_float().get(numbers);
      return numbers;
    }
  }
}
