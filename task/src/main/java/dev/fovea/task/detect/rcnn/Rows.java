package dev.fovea.task.detect.rcnn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.tensor;

import dev.fovea.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Maps as rows of numbers, one row an anchor, in the order of the anchors. */
final class Rows {
  private Rows() {}

  /**
   * From maps [n, anchors a place * width, h, w] to [n * anchors, width].
   *
   * @param width numbers an anchor
   */
  static Tensor of(List<Tensor> maps, long width) {
    var rows =
        maps.stream()
            .map(map -> map.to(Tensors.FLOAT).permute(0, 2, 3, 1).reshape(map.size(0), -1, width))
            .toArray(Tensor[]::new);
    return cat(new TensorVector(rows), 1).flatten(0, 1);
  }

  /** Some of them. */
  static Tensor pick(Tensor rows, long[] which) {
    return rows.index_select(0, index(which, rows.device()));
  }

  static Tensor index(long[] which, Device device) {
    return tensor(which).to(device, ScalarType.Long);
  }

  static Tensor numbers(float[] numbers, Device device, long... shape) {
    return tensor(numbers).view(shape).to(device, Tensors.FLOAT);
  }
}
