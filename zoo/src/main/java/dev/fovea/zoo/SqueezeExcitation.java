package dev.fovea.zoo;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;

/**
 * Channels weighed by what the whole picture holds: Hu et al. 2017, <a
 * href="https://arxiv.org/abs/1709.01507">arXiv:1709.01507</a>; names as torchvision's, whose two
 * layers are 1x1 convolutions.
 */
final class SqueezeExcitation {
  private SqueezeExcitation() {}

  static Wire draw(Wire x, int squeezed, ActivationKind inner, ActivationKind gate) {
    Wire weight = x.then("avgpool", new Op.AdaptiveAvgPool2d(Size.of(1)));
    weight = weight.convBias("fc1", squeezed, 1, 1).activation(inner);
    weight = weight.convBias("fc2", x.channels(), 1, 1).activation(gate);
    return x.times(weight);
  }
}
