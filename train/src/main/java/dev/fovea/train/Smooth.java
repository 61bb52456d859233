package dev.fovea.train;

/**
 * The mean of numbers that come one by one, each earlier one weighing {@value #KEPT} of the one
 * behind it; divided by the weights so far, so that it is a mean from the first number on (Kingma
 * and Ba 2014, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>, section 3).
 */
final class Smooth {
  /** About ten numbers: half a power of ten of the rates. fastai and Lightning keep 0.98. */
  private static final double KEPT = 0.9;

  private double sum;
  private double weights;

  /** The mean with one number more. */
  double with(double number) {
    sum = KEPT * sum + (1 - KEPT) * number;
    weights = KEPT * weights + (1 - KEPT);
    return sum / weights;
  }
}
