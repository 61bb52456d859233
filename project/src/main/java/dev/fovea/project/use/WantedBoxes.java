package dev.fovea.project.use;

import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.DetectPostprocess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is wanted of {@link PredictBoxes}; what is empty is as the model says.
 *
 * @param batch pictures that run at a time
 * @param minScore boxes of a lower score are not answered
 * @param iou of two boxes of one class that overlap by more, the surer one stays
 * @param most boxes a picture
 * @param out a new or empty folder for the pictures with the boxes drawn on, or none
 * @param explain which box of each picture is explained, 1 for the surest: it alone is drawn then,
 *     over the evidence for its score; a picture with fewer boxes is drawn with all of them
 */
public record WantedBoxes(
    int batch,
    OptionalDouble minScore,
    OptionalDouble iou,
    OptionalInt most,
    Optional<Path> out,
    OptionalInt explain) {
  public WantedBoxes {
    if (batch < 1) throw new IllegalArgumentException("batch must be above 0, got " + batch);
  }

  /**
   * How a model is to detect.
   *
   * @throws ModelException where it has no use for an overlap
   */
  DetectPostprocess of(Path model, DetectPostprocess kept) {
    if (iou.isPresent() && kept.oneToOne())
      throw new ModelException(
          model + " says each thing once, so no overlapping boxes are taken away; leave out --iou");
    DetectPostprocess how = kept;
    if (minScore.isPresent()) how = how.withMinScore(minScore.getAsDouble());
    if (iou.isPresent()) how = how.withIou(iou.getAsDouble());
    if (most.isPresent()) how = how.withMost(most.getAsInt());
    return how;
  }
}
