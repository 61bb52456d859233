package dev.fovea.train;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The way from a loss back to the gradients of the weights; gone once. */
interface Descent {
  /**
   * Adds to the gradients.
   *
   * @param passes whose mean the update is made of
   */
  void back(int passes);

  /** From a loss that knows its whole way back. */
  static Descent of(Tensor loss) {
    return of(loss, () -> {});
  }

  /**
   * @param loss a single number
   * @param rest what remains of the way back once the loss's own is gone
   */
  static Descent of(Tensor loss, Runnable rest) {
    return passes -> {
      (passes == 1 ? loss : loss.div(new Scalar(passes))).backward();
      rest.run();
    };
  }
}
