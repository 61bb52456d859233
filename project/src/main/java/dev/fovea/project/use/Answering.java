package dev.fovea.project.use;

import dev.fovea.image.Classes;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.classify.Outputs;
import java.util.List;

/**
 * What is set by hand about a model's answers.
 *
 * @param thresholds of single classes; a later one replaces an earlier one of the same class, and
 *     of two classes the last one decides
 * @param sure below which confidence an answer is unsure
 * @param keep whether the model file is to keep both
 */
public record Answering(List<ClassThreshold> thresholds, LeastSure sure, boolean keep) {
  /** As the model says, which stays as it is. */
  public static final Answering AS_KEPT = new Answering(List.of(), LeastSure.AS_KEPT, false);

  public Answering {
    thresholds = List.copyOf(thresholds);
  }

  /** The postprocess with all of that. */
  ClassifyPostprocess of(ClassifyPostprocess kept, Classes classes, Outputs outputs) {
    ClassifyPostprocess decided = kept;
    for (ClassThreshold threshold : thresholds) decided = threshold.of(decided, classes);
    return sure.of(decided, outputs);
  }
}
