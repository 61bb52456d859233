/**
 * Weights from a file into a network: of this program, of PyTorch, whole or for fine-tuning.
 *
 * <p>Start at {@link dev.fovea.torch.load.WeightsFile} (opens a file of any format). {@link
 * dev.fovea.torch.load.Fit} says which of its tensors goes where in a network, without libtorch,
 * {@link dev.fovea.torch.load.Adapt} what may differ; {@link dev.fovea.torch.load.Load} makes new
 * {@link dev.fovea.torch.Weights} of both. {@link dev.fovea.torch.load.InputChannels} rewrites a
 * first convolution for images of other channels, {@link dev.fovea.torch.load.PositionEmbeddings}
 * the places of a vision transformer for another size.
 *
 * <p>Not here: formats (packages {@code file} and {@code pth}), downloads, what is trained.
 */
package dev.fovea.torch.load;
