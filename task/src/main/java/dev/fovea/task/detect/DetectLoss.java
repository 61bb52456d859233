package dev.fovea.task.detect;

import dev.fovea.data.load.Batch;
import dev.fovea.graph.Size;
import dev.fovea.torch.Tensors;
import dev.fovea.train.SupervisedStep;
import dev.fovea.train.TrainException;
import dev.fovea.zoo.detect.Style;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/** How wrong a detector's maps are. */
public interface DetectLoss extends SupervisedStep.Losses {
  /** Numbers of a row of targets: picture, label, left, top, right, bottom. */
  int ROW = 6;

  /**
   * Works in float32, whatever the maps are.
   *
   * @param answers maps by output name, e.g. {@code p3.boxes} [n, ., h, w]
   * @param targets [k, 6]: picture in the batch, label, left, top, right, bottom in px of the
   *     batch's pictures; k may be 0
   * @param pictures their height and width in px
   * @return single numbers with gradients, tensors of the caller's scope: first {@code loss}, which
   *     is descended, then its summands by name
   */
  @Override
  SequencedMap<String, Tensor> of(Map<String, Tensor> answers, Tensor targets, Size pictures);

  @Override
  default Tensor targets(Batch batch) {
    return rows(batch);
  }

  /** The boxes of a batch, [k, 6] as targets are, on the processor; a tensor of the scope. */
  static Tensor rows(Batch batch) {
    FloatBuffer boxes = batch.boxes();
    long rows = boxes.remaining() / ROW;
    return rows == 0 ? Tensors.of(new float[0], 0, ROW) : Tensors.of(boxes, rows, ROW);
  }

  /** The one that a family learns by. */
  static DetectLoss of(Style style, int classes) {
    return switch (style) {
      case Style.Yolo yolo -> new YoloLoss(yolo, classes);
      case Style.Fcos fcos -> new FcosLoss(fcos, classes);
      case Style.RetinaNet retina -> new RetinaNetLoss(retina, classes);
      case Style.FasterRcnn _ ->
          throw new TrainException("Faster R-CNN learns by a step of its own, not by one loss");
    };
  }
}
