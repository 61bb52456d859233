package dev.fovea.torch.load;

import static org.bytedeco.pytorch.global.torch.cat;

import dev.fovea.torch.TorchException;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Rewrites the kernels of a first convolution for images of other channels, so that it answers
 * about as before where the new channels resemble the old, as timm does ({@code adapt_input_conv}):
 * for one channel the sum over all; else the channels repeated in their order and scaled by old
 * through new count.
 */
public final class InputChannels {
  private InputChannels() {}

  /**
   * New kernels.
   *
   * @param kernels [o, i, h, w]
   * @return [o, channels, h, w], in the caller's scope
   */
  public static Tensor of(Tensor kernels, int channels) {
    if (kernels.dim() != 4 || channels < 1)
      throw new TorchException(
          "only kernels [o, i, h, w] can be rewritten for other channels, and at least one");
    long had = kernels.size(1);
    if (had == channels) return kernels;
    if (channels == 1) return kernels.sum(new long[] {1}, true, new ScalarTypeOptional());
    var repeated = new TensorVector();
    for (long n = 0; n < channels; n += had) repeated.push_back(kernels);
    return cat(repeated, 1).narrow(1, 0, channels).mul(new Scalar((double) had / channels));
  }
}
