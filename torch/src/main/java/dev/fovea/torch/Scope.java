package dev.fovea.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Owns every tensor made on this thread while it is open, and frees them all when it closes. One
 * scope a training step, one a prediction: nothing waits for the garbage collector.
 */
public final class Scope implements AutoCloseable {
  private final PointerScope around = PointerScope.getInnerScope();
  private final PointerScope scope = new PointerScope();

  /** Lets a tensor outlive this scope; the caller closes it. */
  public static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /** Lets a tensor outlive this scope; the one around it owns it from then on. */
  public Tensor leave(Tensor tensor) {
    if (around == null) throw new TorchException("a tensor can be left to an open scope only");
    around.attach(tensor);
    return tensor;
  }

  @Override
  public void close() {
    scope.close();
  }
}
