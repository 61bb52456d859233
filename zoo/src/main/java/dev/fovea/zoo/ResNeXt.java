package dev.fovea.zoo;

import dev.fovea.graph.Init;
import java.util.EnumSet;
import java.util.List;

/**
 * Residual networks whose 3x3 convolutions are split into groups, Xie et al. 2016, <a
 * href="https://arxiv.org/abs/1611.05431">arXiv:1611.05431</a>; {@code 32x4d} is 32 groups of 4
 * channels in the first stage. Names as torchvision's.
 */
public final class ResNeXt {
  static final Family FAMILY =
      new Family(
          "ResNeXt",
          "https://arxiv.org/abs/1611.05431",
          Init.KAIMING_FAN_OUT,
          "fc",
          EnumSet.allOf(Stem.class),
          List.of(
              ResNet.member("resnext50_32x4d", 32, 4, 3, 4, 6, 3),
              ResNet.member("resnext101_32x8d", 32, 8, 3, 4, 23, 3),
              ResNet.member("resnext101_64x4d", 64, 4, 3, 4, 23, 3)));

  private ResNeXt() {}
}
