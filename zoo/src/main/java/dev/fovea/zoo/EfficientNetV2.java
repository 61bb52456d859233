package dev.fovea.zoo;

import dev.fovea.zoo.EfficientNet.Norm;
import dev.fovea.zoo.EfficientNet.Stage;
import java.util.EnumSet;
import java.util.List;

/**
 * EfficientNets whose first stages expand and filter in one convolution, Tan and Le 2021, <a
 * href="https://arxiv.org/abs/2104.00298">arXiv:2104.00298</a>, table 4; names as torchvision's.
 */
public final class EfficientNetV2 {
  private static final Norm NORM = new Norm(1e-3, 0.1);

  static final Family FAMILY =
      new Family(
          "EfficientNetV2",
          "https://arxiv.org/abs/2104.00298",
          EfficientNet.INIT,
          "classifier.1",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member(
                  "efficientnet_v2_s",
                  384,
                  0.2,
                  24,
                  fused(1, 1, 24, 2),
                  fused(4, 2, 48, 4),
                  fused(4, 2, 64, 4),
                  inverted(4, 2, 128, 6),
                  inverted(6, 1, 160, 9),
                  inverted(6, 2, 256, 15)),
              member(
                  "efficientnet_v2_m",
                  480,
                  0.3,
                  24,
                  fused(1, 1, 24, 3),
                  fused(4, 2, 48, 5),
                  fused(4, 2, 80, 5),
                  inverted(4, 2, 160, 7),
                  inverted(6, 1, 176, 14),
                  inverted(6, 2, 304, 18),
                  inverted(6, 1, 512, 5)),
              member(
                  "efficientnet_v2_l",
                  480,
                  0.4,
                  32,
                  fused(1, 1, 32, 4),
                  fused(4, 2, 64, 7),
                  fused(4, 2, 96, 7),
                  inverted(4, 2, 192, 10),
                  inverted(6, 1, 224, 19),
                  inverted(6, 2, 384, 25),
                  inverted(6, 1, 640, 7))));

  private EfficientNetV2() {}

  private static Family.Member member(
      String name, int sizePx, double dropout, int first, Stage... stages) {
    var all = List.of(stages);
    return new Family.Member(
        name, sizePx, options -> EfficientNet.draw(name, options, first, all, 1280, dropout, NORM));
  }

  private static Stage fused(int expansion, int stride, int out, int blocks) {
    return new Stage(true, expansion, 3, stride, out, blocks);
  }

  private static Stage inverted(int expansion, int stride, int out, int blocks) {
    return new Stage(false, expansion, 3, stride, out, blocks);
  }
}
