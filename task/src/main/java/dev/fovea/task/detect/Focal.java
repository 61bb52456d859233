package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.softplus;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The sigmoid focal loss of Lin et al. 2017, <a
 * href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>, number by number, with its alpha
 * 0.25 and gamma 2.
 */
final class Focal {
  private static final double ALPHA = 0.25;

  private Focal() {}

  /** Of scores that should be 0. */
  static Tensor absent(Tensor scores) {
    return softplus(scores).mul(scores.sigmoid().square()).mul(new Scalar(1 - ALPHA));
  }

  /** Of scores that should be 1 instead of 0: what is to be added. */
  static Tensor present(Tensor scores) {
    Tensor other = scores.neg();
    Tensor present = softplus(other).mul(other.sigmoid().square()).mul(new Scalar(ALPHA));
    return present.sub(absent(scores));
  }
}
