package dev.fovea.train;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss and its way back to the gradients of the weights.
 *
 * @param loss a single number
 * @param rest what remains of the way back once the loss's own is gone
 */
record Descent(Tensor loss, Runnable rest) {
  /** A loss that knows its whole way back. */
  static Descent of(Tensor loss) {
    return new Descent(loss, () -> {});
  }

  /**
   * Goes back, once.
   *
   * @param passes whose mean the update is made of
   */
  void back(int passes) {
    (passes == 1 ? loss : loss.div(new Scalar(passes))).backward();
    rest.run();
  }
}
