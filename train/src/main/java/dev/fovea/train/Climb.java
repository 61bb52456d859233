package dev.fovea.train;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights that stand, until it is closed, where the loss is about the highest within a radius: w +
 * radius g / ||g||, all groups taken as one vector; Foret et al. 2020, <a
 * href="https://arxiv.org/abs/2010.01412">arXiv:2010.01412</a>, eq. 2 with p = 2. The gradients are
 * zeroed, for those of the new place. To be used in an open scope.
 */
final class Climb implements AutoCloseable {
  private static final double LEAST_LENGTH = 1e-12;

  private final List<Group> groups;
  private final List<Tensor> before = new ArrayList<>();

  Climb(double radius, List<Group> groups, Weights weights) {
    this.groups = groups;
    double length = Clip.norm(groups, weights) + LEAST_LENGTH;
    try (var _ = Gradients.off()) {
      for (Group group : groups) {
        before.add(group.values().clone());
        var _ = group.values().add_(group.gradients(), new Scalar(radius / length));
        var _ = group.gradients().zero_();
      }
    }
  }

  /** The weights are as they were, to the last bit. */
  @Override
  public void close() {
    try (var _ = Gradients.off()) {
      for (int i = 0; i < groups.size(); i++) {
        var _ = groups.get(i).values().copy_(before.get(i));
      }
    }
  }
}
