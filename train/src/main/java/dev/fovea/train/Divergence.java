package dev.fovea.train;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Weights;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Finds out where numbers stopped being numbers: a second forward pass, watched. */
final class Divergence {
  private Divergence() {}

  static DivergedException of(double loss, Runner runner, Weights weights, Tensor input) {
    try (var _ = Gradients.off()) {
      for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet())
        if (!finite(tensor.getValue()))
          return new DivergedException(
              "the loss is "
                  + loss
                  + ": the weights "
                  + tensor.getKey()
                  + " are no longer numbers since the update before");
      var first = new String[1];
      runner.run(
          input,
          weights,
          Mode.TRAIN,
          (node, value) -> {
            if (first[0] == null && !finite(value)) first[0] = node.name() + " " + node.op();
          });
      String where =
          first[0] == null
              ? "every node is finite, the loss itself is not"
              : "node " + first[0] + " made it";
      return new DivergedException("the loss is " + loss + ": " + where);
    }
  }

  private static boolean finite(Tensor tensor) {
    if (!tensor.is_floating_point()) return true;
    try (var _ = new dev.fovea.torch.Scope()) {
      return tensor.isfinite().all().item_bool();
    }
  }
}
