package dev.fovea.task.detect;

import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.zoo.detect.Style;
import java.util.List;

/** How the maps of the zoo's families become boxes, unless a model says otherwise. */
public final class Postprocesses {
  private static final double LEAST_SCORE = 0.25;
  private static final double IOU = 0.7;
  private static final int MOST = 300;

  /** torchvision's. */
  private static final double FCOS_IOU = 0.6;

  /** torchvision's. */
  private static final double RETINA_IOU = 0.5;

  /** torchvision's. */
  private static final double RCNN_IOU = 0.5;

  private Postprocesses() {}

  private static List<Double> doubles(List<Integer> sizes) {
    return sizes.stream().map(Integer::doubleValue).toList();
  }

  /** That of a family. */
  public static DetectPostprocess of(Style style) {
    return switch (style) {
      case Style.Yolo yolo ->
          new DetectPostprocess(
              new Coder.Distribution(yolo.bins()), yolo.levels(), true, LEAST_SCORE, IOU, MOST);
      case Style.Fcos fcos ->
          new DetectPostprocess(
              new Coder.Distances(), fcos.levels(), false, LEAST_SCORE, FCOS_IOU, MOST);
      case Style.RetinaNet retina ->
          new DetectPostprocess(
              new Coder.Anchors(
                  retina.sizes().stream().map(Postprocesses::doubles).toList(), retina.ratios()),
              retina.levels(),
              false,
              LEAST_SCORE,
              RETINA_IOU,
              MOST);
      case Style.FasterRcnn rcnn ->
          new DetectPostprocess(
              new Coder.Regions(
                  rcnn.sizes().stream().map(Postprocesses::doubles).toList(),
                  rcnn.ratios(),
                  rcnn.pooled(),
                  rcnn.proposing().before(),
                  rcnn.proposing().after(),
                  rcnn.proposing().minScore(),
                  rcnn.proposing().iou()),
              rcnn.levels(),
              false,
              LEAST_SCORE,
              RCNN_IOU,
              MOST);
    };
  }
}
