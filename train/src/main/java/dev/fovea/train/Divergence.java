package dev.fovea.train;

import dev.fovea.torch.Autocast;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Weights;
import java.util.Optional;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Finds out where numbers stopped being numbers: a second forward pass, watched. It is worked out
 * as the first one was: in its precision, and by its dice where the caller lays them so.
 */
record Divergence(Runner runner, Weights weights, Precision precision, Device device) {

  /**
   * In the scope of the step.
   *
   * @param losses by name; {@code loss} is their sum
   */
  DivergedException of(SequencedMap<String, Double> losses, Tensor input) {
    return new DivergedException(DivergedException.which(losses) + ": " + why(input));
  }

  /** What went in and was no number; empty where all was well before the pass. */
  static Optional<String> cause(Tensor input, Weights weights) {
    if (!Finite.all(input))
      return Optional.of("the batch itself holds numbers that are not finite");
    return Finite.firstNot(weights.tensors())
        .map(name -> "the weights " + name + " are no longer numbers since the update before");
  }

  private String why(Tensor input) {
    Optional<String> cause = cause(input, weights);
    if (cause.isPresent()) return cause.get();
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
