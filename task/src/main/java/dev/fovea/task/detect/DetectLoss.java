package dev.fovea.task.detect;

import dev.fovea.zoo.detect.Style;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/** How wrong a detector's maps are. */
public interface DetectLoss {
  /**
   * Works in float32, whatever the maps are.
   *
   * @param answers maps by output name, e.g. {@code p3.boxes} [n, ., h, w]
   * @param targets [k, 6]: picture in the batch, label, left, top, right, bottom in px of the
   *     batch's pictures; k may be 0
   * @return single numbers with gradients, tensors of the caller's scope: first {@code loss}, which
   *     is descended, then its summands by name
   */
  SequencedMap<String, Tensor> of(Map<String, Tensor> answers, Tensor targets);

  /** The one that a family learns by. */
  static DetectLoss of(Style style, int classes) {
    return switch (style) {
      case Style.Yolo yolo -> new YoloLoss(yolo, classes);
      case Style.Fcos fcos -> new FcosLoss(fcos, classes);
      case Style.RetinaNet retina -> new RetinaNetLoss(retina, classes);
    };
  }
}
