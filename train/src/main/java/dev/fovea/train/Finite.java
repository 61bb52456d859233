package dev.fovea.train;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/** Whether numbers still are numbers: neither NaN nor infinite. */
final class Finite {
  private Finite() {}

  static boolean all(Tensor tensor) {
    if (!tensor.is_floating_point()) return true;
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      // A finite sum has finite terms only, and costs one reading; an infinite one may be too big.
      return Double.isFinite(tensor.sum().item_double()) || tensor.isfinite().all().item_bool();
    }
  }

  /** The name of the first tensor with a number that is none. */
  static Optional<String> firstNot(SequencedMap<String, Tensor> tensors) {
    return tensors.entrySet().stream()
        .filter(entry -> !all(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
