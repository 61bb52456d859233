package dev.fovea.task.classify;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import dev.fovea.task.TaskException;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.train.SupervisedStep;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Cross-entropy, or binary cross-entropy where several classes may be true; with label smoothing
 * (Szegedy et al. 2015) and class weights as PyTorch defines them for targets that are
 * probabilities.
 */
public final class Loss implements SupervisedStep.Loss, AutoCloseable {
  private static final long MEAN = 1;
  private static final long IGNORE_NOTHING = -100;

  private final Targets targets;
  private final double smoothing;
  private final Tensor weights;

  /**
   * @param smoothing share of the truth that is spread over all classes, 0 to below 1
   * @param classWeights [classes], or null for none
   */
  public Loss(Targets targets, double smoothing, float[] classWeights, Device device) {
    if (!(smoothing >= 0 && smoothing < 1))
      throw new TaskException("label smoothing must be from 0 to below 1, got " + smoothing);
    this.targets = targets;
    this.smoothing = smoothing;
    if (classWeights == null) {
      weights = null;
      return;
    }
    try (var _ = new Scope()) {
      weights =
          Scope.keep(
              Tensors.of(classWeights, classWeights.length).to(device, Tensors.FLOAT).clone());
    }
  }

  @Override
  public Tensor of(Tensor logits, Tensor truth) {
    TensorOptional perClass = weights == null ? new TensorOptional() : new TensorOptional(weights);
    if (!targets.multiLabel())
      return cross_entropy_loss(logits, truth, perClass, MEAN, IGNORE_NOTHING, smoothing);
    Tensor soft =
        smoothing == 0
            ? truth
            : truth.mul(new Scalar(1 - smoothing)).add_(new Scalar(smoothing / 2));
    return binary_cross_entropy_with_logits(logits, soft, perClass, new TensorOptional(), MEAN);
  }

  @Override
  public void close() {
    if (weights != null) weights.close();
  }
}
