package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.atan;
import static org.bytedeco.pytorch.global.torch.maximum;
import static org.bytedeco.pytorch.global.torch.minimum;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How badly boxes overlap, with gradients. Two boxes of one row are given as their distances to the
 * left, top, right and bottom from a point in common, [k, 4]; none of these numbers depends on the
 * unit.
 */
final class Overlap {
  private static final double EPS = 1e-7;

  private Overlap() {}

  /**
   * 1 - complete IoU, [k]: Zheng et al. 2019, <a
   * href="https://arxiv.org/abs/1911.08287">arXiv:1911.08287</a>; its weight of the aspect ratio is
   * taken as a number without gradient.
   */
  static Tensor complete(Tensor said, Tensor truth) {
    Tensor iou = iou(said, truth);
    Tensor around = sides(maximum(said, truth));
    Tensor diagonal = around.square().sum(1L).add(new Scalar(EPS));
    Tensor centres = centre(said).sub(centre(truth)).square().sum(1L);
    Tensor ratio = angle(truth).sub(angle(said)).square().mul(new Scalar(4 / (Math.PI * Math.PI)));
    Tensor free = ratio.detach();
    Tensor weight = free.div(free.sub(iou.detach()).add(new Scalar(1 + EPS)));
    return iou.neg().add(new Scalar(1.0)).add(centres.div(diagonal)).add(ratio.mul(weight));
  }

  /**
   * 1 - generalised IoU, [k]: Rezatofighi et al. 2019, <a
   * href="https://arxiv.org/abs/1902.09630">arXiv:1902.09630</a>.
   */
  static Tensor generalised(Tensor said, Tensor truth) {
    Tensor both = both(said, truth);
    Tensor either = area(sides(said)).add(area(sides(truth))).sub(both);
    Tensor around = area(sides(maximum(said, truth)));
    Tensor empty = around.sub(either).div(around.add(new Scalar(EPS)));
    return both.div(either.add(new Scalar(EPS))).sub(empty).neg().add(new Scalar(1.0));
  }

  private static Tensor both(Tensor said, Tensor truth) {
    return area(sides(minimum(said, truth)).clamp_min(new Scalar(0.0)));
  }

  static Tensor iou(Tensor said, Tensor truth) {
    Tensor both = both(said, truth);
    Tensor either = area(sides(said)).add(area(sides(truth))).sub(both);
    return both.div(either.add(new Scalar(EPS)));
  }

  /** Width and height, [k, 2]. */
  static Tensor sides(Tensor distances) {
    return distances.view(-1, 2, 2).sum(1L);
  }

  static Tensor area(Tensor sides) {
    return sides.select(1, 0).mul(sides.select(1, 1));
  }

  /** Twice the way from the point to the centre, halved: [k, 2]. */
  private static Tensor centre(Tensor distances) {
    Tensor both = distances.view(-1, 2, 2);
    return both.select(1, 1).sub(both.select(1, 0)).div(new Scalar(2.0));
  }

  private static Tensor angle(Tensor distances) {
    Tensor sides = sides(distances);
    return atan(sides.select(1, 0).div(sides.select(1, 1).add(new Scalar(EPS))));
  }
}
