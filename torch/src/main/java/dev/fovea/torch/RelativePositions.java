package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.tensor;

import dev.fovea.graph.Size;
import org.bytedeco.pytorch.Tensor;

/**
 * Which row of a table of position biases belongs to each pair of pixels of a window, as
 * torchvision's Swin numbers them: how far down plus how far right, from -(size - 1) on.
 */
final class RelativePositions {
  private RelativePositions() {}

  /** Whole numbers [(h w)^2], the pairs of the first pixel first. */
  static Tensor of(Size window) {
    int pixels = window.h() * window.w();
    var rows = new long[pixels * pixels];
    for (int i = 0; i < pixels; i++)
      for (int j = 0; j < pixels; j++) {
        int down = i / window.w() - j / window.w() + window.h() - 1;
        int right = i % window.w() - j % window.w() + window.w() - 1;
        rows[i * pixels + j] = down * (2L * window.w() - 1) + right;
      }
    return tensor(rows);
  }
}
