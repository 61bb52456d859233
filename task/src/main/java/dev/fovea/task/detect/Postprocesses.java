package dev.fovea.task.detect;

import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.zoo.detect.Style;

/** How the maps of the zoo's families become boxes, unless a model says otherwise. */
public final class Postprocesses {
  private static final double LEAST_SCORE = 0.25;
  private static final double IOU = 0.7;
  private static final int MOST = 300;

  private Postprocesses() {}

  /** That of a family. */
  public static DetectPostprocess of(Style style) {
    return switch (style) {
      case Style.Yolo yolo ->
          new DetectPostprocess(
              new Coder.Distribution(yolo.bins()), yolo.levels(), true, LEAST_SCORE, IOU, MOST);
    };
  }
}
