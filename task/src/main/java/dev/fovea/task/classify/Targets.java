package dev.fovea.task.classify;

import static org.bytedeco.pytorch.global.torch.softmax;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import org.bytedeco.pytorch.Tensor;

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

  /**
   * Probabilities [n, classes] of logits [n, classes]: each row sums to 1, or each number is by
   * itself.
   */
  public Tensor probabilities(Tensor logits) {
    return multiLabel ? logits.sigmoid() : softmax(logits, 1);
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
