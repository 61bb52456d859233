package dev.fovea.zoo;

import dev.fovea.graph.Init;
import java.util.EnumSet;
import java.util.List;

/**
 * Residual networks with inner layers twice as wide, Zagoruyko and Komodakis 2016, <a
 * href="https://arxiv.org/abs/1605.07146">arXiv:1605.07146</a>; names as torchvision's.
 */
public final class WideResNet {
  static final Family FAMILY =
      new Family(
          "Wide ResNet",
          "https://arxiv.org/abs/1605.07146",
          Init.KAIMING_FAN_OUT,
          "fc",
          EnumSet.allOf(Stem.class),
          List.of(
              ResNet.member("wide_resnet50_2", 1, 128, 3, 4, 6, 3),
              ResNet.member("wide_resnet101_2", 1, 128, 3, 4, 23, 3)));

  private WideResNet() {}
}
