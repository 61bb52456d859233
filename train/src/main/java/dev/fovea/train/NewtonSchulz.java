package dev.fovea.train;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * About the nearest orthogonal matrix: U V^T of U S V^T. Singular values from 0.003 of the matrix'
 * length on become 0.7 to 1.2, smaller ones stay below, and 0 stays 0. Five steps of X <- a X + (b
 * A + c A A) X with A = X X^T, by the coefficients of Jordan 2024, which raise small singular
 * values quickly.
 */
final class NewtonSchulz {
  private static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double LEAST_LENGTH = 1e-7;

  private NewtonSchulz() {}

  /**
   * @param matrix [r, c], in float32; zeros stay zeros
   * @return [r, c]
   */
  static Tensor of(Tensor matrix) {
    boolean tall = matrix.size(0) > matrix.size(1);
    Tensor wide = tall ? matrix.t() : matrix;
    Tensor x = wide.div(wide.norm().add_(new Scalar(LEAST_LENGTH)));
    for (int i = 0; i < STEPS; i++) {
      Tensor square = x.mm(x.t());
      Tensor lift = square.mm(square).mul_(new Scalar(C)).add_(square, new Scalar(B));
      x = lift.mm(x).add_(x, new Scalar(A));
    }
    return tall ? x.t() : x;
  }
}
