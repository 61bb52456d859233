package dev.fovea.train;

import dev.fovea.torch.Weights;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss, a gradient or a weight is no longer a number; the message says which, and what is known
 * of why.
 */
public final class DivergedException extends TrainException {
  public DivergedException(String message) {
    super(message);
  }

  /**
   * Of losses of which one is no longer a number: names the summand, and the batch or the weights
   * where they are to blame.
   *
   * @param losses by name; {@code loss} is their sum
   * @param pictures that they are of
   * @param weights that were read
   */
  public static DivergedException of(
      SequencedMap<String, Double> losses, Tensor pictures, Weights weights) {
    return new DivergedException(
        which(losses) + Divergence.cause(pictures, weights).map(": "::concat).orElse(""));
  }

  /** The first summand that is no number, else the loss, and what it is. */
  static String which(SequencedMap<String, Double> losses) {
    String name =
        losses.keySet().stream()
            .filter(summand -> !summand.equals("loss"))
            .filter(summand -> !Double.isFinite(losses.get(summand)))
            .findFirst()
            .orElse("loss");
    return (name.equals("loss") ? "the loss is " : "the loss " + name + " is ") + losses.get(name);
  }

  /** Says when, why, and what to do. */
  static DivergedException at(Progress now, String why) {
    return new DivergedException(
        "training diverged at step "
            + now.step
            + " (epoch "
            + (now.epoch + 1)
            + "): "
            + why
            + "; the last good state is kept: resume with a lower learning rate");
  }
}
