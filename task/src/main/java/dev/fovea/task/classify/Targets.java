package dev.fovea.task.classify;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.predict.model.ClassifyPostprocess;

/**
 * What a classifier learns.
 *
 * @param classes how many there are
 * @param multiLabel whether several may be true of one picture
 */
public record Targets(int classes, boolean multiLabel) {
  public static Targets of(Dataset data) {
    return new Targets(data.classes().size(), data.multiLabel());
  }

  /** How a model answers before anything is fitted. */
  public ClassifyPostprocess postprocess() {
    return multiLabel ? ClassifyPostprocess.anyOf(classes) : ClassifyPostprocess.oneOf();
  }

  /**
   * A weight for each class, [classes], that makes rare ones count as much as frequent ones:
   * examples / (classes * examples of the class), scikit-learn's "balanced".
   */
  public static float[] balancedWeights(Dataset data) {
    int[] counts = data.counts(Split.TRAIN);
    float total = data.split(Split.TRAIN).size();
    var weights = new float[counts.length];
    for (int c = 0; c < counts.length; c++)
      weights[c] = total / (counts.length * (float) Math.max(1, counts[c]));
    return weights;
  }
}
