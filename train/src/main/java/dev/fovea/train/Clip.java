package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.stack;

import dev.fovea.torch.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Shortens a gradient, all groups taken as one vector, as {@code clip_grad_norm_} does. */
final class Clip {
  private Clip() {}

  /**
   * @param limit the largest 2-norm
   * @throws DivergedException where the gradient is no longer a number; it is then zeroed
   */
  static void to(double limit, List<Group> groups, Weights weights) {
    double scale = limit / (norm(groups, weights) + 1e-6);
    if (scale < 1) for (Group group : groups) group.gradients().mul_(new Scalar(scale));
  }

  /**
   * The 2-norm of a gradient; the device is waited for once, however many groups there are.
   *
   * @throws DivergedException where the gradient is no longer a number; it is then zeroed
   */
  static double norm(List<Group> groups, Weights weights) {
    var norms = groups.stream().map(group -> group.gradients().norm()).toArray(Tensor[]::new);
    double norm = stack(new TensorVector(norms)).to(ScalarType.Double).norm().item_double();
    if (!Double.isFinite(norm)) throw diverged(norm, groups, weights);
    return norm;
  }

  /** Names the tensor nearest to the loss: there the way back went wrong first. */
  private static DivergedException diverged(double norm, List<Group> groups, Weights weights) {
    String first = null;
    for (var entry : weights.tensors().entrySet())
      if (entry.getValue().grad().defined() && !Finite.all(entry.getValue().grad()))
        first = entry.getKey();
    for (Group group : groups) group.gradients().zero_();
    return new DivergedException(
        "the gradient's norm is "
            + norm
            + (first == null ? "" : ": the gradient of " + first + " is no longer a number"));
  }
}
