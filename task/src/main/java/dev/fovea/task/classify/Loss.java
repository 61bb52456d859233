package dev.fovea.task.classify;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.log_softmax;

import dev.fovea.predict.ModelException;
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
 *
 * <p>With a focus gamma above 0 it is the focal loss (Lin et al. 2017, <a
 * href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>): each term is multiplied by (1 -
 * p)<sup>gamma</sup>, p the probability given to what is true, so that easy pictures count little.
 * One of several classes: the sum over classes of -w t (1 - p)<sup>gamma</sup> log p, which is
 * cross-entropy for gamma 0. Several labels: as torchvision's sigmoid_focal_loss without alpha, p
 * of a target t between 0 and 1 being p t + (1 - p)(1 - t). Class weights are its alpha.
 */
public final class Loss implements SupervisedStep.Loss, AutoCloseable {
  private static final long NONE = 0;
  private static final long MEAN = 1;
  private static final long IGNORE_NOTHING = -100;

  /** Below it the doubt counts as this: the slope of its power would be infinite at 0. */
  private static final double LEAST_DOUBT = 1e-6;

  private final Targets targets;
  private final double smoothing;
  private final double gamma;
  private final Tensor weights;

  /** Without a focus: cross-entropy. */
  public Loss(Targets targets, double smoothing, float[] classWeights, Device device) {
    this(targets, smoothing, 0, classWeights, device);
  }

  /**
   * @param smoothing share of the truth that is spread over all classes, 0 to below 1
   * @param gamma how much the loss looks away from easy pictures, 0 or more; 0 is cross-entropy
   * @param classWeights [classes], or null for none
   */
  public Loss(
      Targets targets, double smoothing, double gamma, float[] classWeights, Device device) {
    if (!(smoothing >= 0 && smoothing < 1))
      throw new ModelException("label smoothing must be from 0 to below 1, got " + smoothing);
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY))
      throw new ModelException("the focal loss expects a gamma of 0 or more, got " + gamma);
    this.targets = targets;
    this.smoothing = smoothing;
    this.gamma = gamma;
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
    if (!targets.multiLabel())
      return gamma == 0
          ? cross_entropy_loss(logits, truth, perClass(), MEAN, IGNORE_NOTHING, smoothing)
          : focal(logits, smoothed(truth, targets.classes()));
    Tensor soft = smoothed(truth, 2);
    return gamma == 0
        ? binary_cross_entropy_with_logits(logits, soft, perClass(), new TensorOptional(), MEAN)
        : binaryFocal(logits, soft);
  }

  private Tensor focal(Tensor logits, Tensor soft) {
    Tensor log = log_softmax(logits, 1);
    Tensor terms = log.neg().mul(soft).mul(focus(log.exp()));
    if (weights != null) terms = terms.mul(weights);
    return terms.sum().div(new Scalar((double) logits.size(0)));
  }

  private Tensor binaryFocal(Tensor logits, Tensor soft) {
    Tensor terms =
        binary_cross_entropy_with_logits(logits, soft, perClass(), new TensorOptional(), NONE);
    Tensor p = logits.sigmoid();
    Tensor right = p.mul(soft).add(one(p).mul(one(soft)));
    return terms.mul(focus(right)).mean();
  }

  /** (1 - p) to the power of gamma. */
  private Tensor focus(Tensor p) {
    return one(p).clamp_min(new Scalar(LEAST_DOUBT)).pow(new Scalar(gamma));
  }

  private static Tensor one(Tensor less) {
    return less.neg().add(new Scalar(1.0));
  }

  private Tensor smoothed(Tensor truth, int answers) {
    return smoothing == 0
        ? truth
        : truth.mul(new Scalar(1 - smoothing)).add_(new Scalar(smoothing / answers));
  }

  private TensorOptional perClass() {
    return weights == null ? new TensorOptional() : new TensorOptional(weights);
  }

  @Override
  public void close() {
    if (weights != null) weights.close();
  }
}
