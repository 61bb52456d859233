package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Two engines' numbers side by side. */
final class Same {
  private Same() {}

  /**
   * The same shape, and numbers within a tolerance.
   *
   * @param tolerance of a number, relative to it plus a fifth of the largest of its tensor
   */
  static void numbers(String what, Tensor wanted, Tensor got, double tolerance) {
    assertArrayEquals(wanted.shape(), got.shape(), what + ": shape");
    float[] w = Tensors.toArray(wanted);
    float[] g = Tensors.toArray(got);
    double largest = 0;
    for (float number : w) largest = Math.max(largest, Math.abs(number));
    for (int i = 0; i < w.length; i++) {
      double allowed = tolerance * (Math.abs(w[i]) + largest / 5);
      assertTrue(
          Math.abs((double) g[i] - w[i]) <= allowed,
          what + ": number " + i + " is " + g[i] + ", expected " + w[i] + " within " + allowed);
    }
  }
}
