package dev.fovea.zoo;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Wire;

/**
 * The generator that draws 64x64 pictures from noise, Radford et al. 2015, <a
 * href="https://arxiv.org/abs/1511.06434">arXiv:1511.06434</a>; names as in PyTorch's DCGAN
 * example.
 */
public final class Dcgan {
  /** Normal with deviation 0.02, as the paper starts it. */
  public static final Init INIT =
      Init.PYTORCH.with(Op.ConvTranspose2d.class, "weight", ".*", new Init.Fill.Normal(0.02));

  private Dcgan() {}

  /**
   * Draws one.
   *
   * @param noise length of the vector {@code noise} [n, noise] that enters; 100 in the paper
   * @param width channels at 32x32; 64 in PyTorch's example
   * @param channels of {@code image} [n, channels, 64, 64], from -1 to 1
   */
  public static Network generator(int noise, int width, int channels) {
    Wire x = Wire.start("dcgan_generator", "noise", new Shape.Vector(noise));
    x = x.then("unflatten", new Op.Unflatten(noise, 1, 1));
    x = grow(x, 0, 8 * width, 1, 0);
    for (int step = 1; step <= 3; step++) x = grow(x, 3 * step, (8 >> step) * width, 2, 1);
    x = x.then("main.12", Op.ConvTranspose2d.of(width, channels, 4, 2, 1, false));
    return x.activation(ActivationKind.TANH).network("image");
  }

  private static Wire grow(Wire x, int index, int out, int stride, int padding) {
    var conv = Op.ConvTranspose2d.of(x.channels(), out, 4, stride, padding, false);
    return x.then("main." + index, conv).norm("main." + (index + 1)).relu();
  }
}
