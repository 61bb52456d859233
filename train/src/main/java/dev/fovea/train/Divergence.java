package dev.fovea.train;

import dev.fovea.torch.Autocast;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Finds out where numbers stopped being numbers: a second forward pass, watched. It is worked out
 * as the first one was: in its precision, and by its dice where the caller lays them so.
 */
record Divergence(Runner runner, Weights weights, Precision precision, Device device) {

  /** In the scope of the step. */
  DivergedException of(double loss, Tensor input) {
    return new DivergedException("the loss is " + loss + ": " + why(input));
  }

  private String why(Tensor input) {
    if (!Finite.all(input)) return "the batch itself holds numbers that are not finite";
    Optional<String> broken = Finite.firstNot(weights.tensors());
    if (broken.isPresent())
      return "the weights " + broken.get() + " are no longer numbers since the update before";
    try (var _ = Gradients.off();
        var _ = Autocast.to(precision, device)) {
      var first = new String[1];
      runner.run(
          input,
          weights,
          Mode.AGAIN,
          (node, value) -> {
            if (first[0] == null && !Finite.all(value)) first[0] = node.name() + " " + node.op();
          });
      return first[0] == null
          ? "a second pass found every node finite, the loss itself is not"
          : "node " + first[0] + " made it";
    }
  }
}
