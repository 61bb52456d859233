package dev.fovea.task.classify.marks;

import static org.bytedeco.pytorch.global.torch.logsumexp;
import static org.bytedeco.pytorch.global.torch.softplus;

import dev.fovea.train.SupervisedStep;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Logistic loss of pieces of which some come in bags: of a bag is known only that at least one of
 * its pieces shows the rare class. A bag's evidence is the soft maximum of its pieces', log(mean(
 * exp(r x))) / r, Pinheiro and Collobert 2015, <a
 * href="https://arxiv.org/abs/1411.6228">arXiv:1411.6228</a>.
 *
 * @param rare which of the two classes is in the bags
 * @param bags how many there are, in front
 * @param pieces of each bag
 * @param sharpness r: near 0 the mean, large the maximum
 */
record BagLoss(int rare, int bags, int pieces, double sharpness) implements SupervisedStep.Loss {
  /**
   * @param answers logits [n, 2]: the bags' pieces, then pieces without the rare class
   * @param targets not read: what is known stands in the order
   */
  @Override
  public Tensor of(Tensor answers, Tensor targets) {
    Tensor evidence = answers.select(1, rare).sub(answers.select(1, 1 - rare));
    long inBags = (long) bags * pieces;
    Tensor each = evidence.narrow(0, 0, inBags).view(bags, pieces);
    Tensor sum = logsumexp(each.mul(new Scalar(sharpness)), 1);
    Tensor bag = sum.sub(new Scalar(Math.log(pieces))).div(new Scalar(sharpness));
    Tensor rest = evidence.narrow(0, inBags, evidence.size(0) - inBags);
    return softplus(bag.neg()).mean().add(softplus(rest).mean());
  }
}
