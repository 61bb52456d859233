package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.cat;

import dev.fovea.torch.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** The maps of a detector's levels as one tensor. */
final class Maps {
  private Maps() {}

  /** Those of one kind in float32, the finest level first, each [n, c, h, w]. */
  static List<Tensor> of(Map<String, Tensor> answers, List<Integer> levels, String kind) {
    return levels.stream()
        .map(level -> answers.get("p" + level + "." + kind).to(Tensors.FLOAT))
        .toList();
  }

  /** All places after another, [n, c, cells]. */
  static Tensor row(List<Tensor> maps) {
    return cat(
        new TensorVector(maps.stream().map(map -> map.flatten(2, 3)).toArray(Tensor[]::new)), 2);
  }
}
