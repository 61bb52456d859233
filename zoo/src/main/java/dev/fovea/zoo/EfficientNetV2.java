package dev.fovea.zoo;

import dev.fovea.zoo.EfficientNet.Norm;
import dev.fovea.zoo.EfficientNet.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * EfficientNets whose first stages expand and filter in one convolution, Tan and Le 2021, <a
 * href="https://arxiv.org/abs/2104.00298">arXiv:2104.00298</a>, table 4; names as torchvision's.
 */
public final class EfficientNetV2 {
  private static final Norm NORM = new Norm(1e-3, 0.1);

  /** The stages of all sizes without their channels and depths; the small one has no last one. */
  private static final List<Stage> STAGES =
      List.of(
          new Stage(true, 1, 3, 1, 1, 1),
          new Stage(true, 4, 3, 2, 1, 1),
          new Stage(true, 4, 3, 2, 1, 1),
          new Stage(false, 4, 3, 2, 1, 1),
          new Stage(false, 6, 3, 1, 1, 1),
          new Stage(false, 6, 3, 2, 1, 1),
          new Stage(false, 6, 3, 1, 1, 1));

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
                  List.of(24, 48, 64, 128, 160, 256),
                  List.of(2, 4, 4, 6, 9, 15)),
              member(
                  "efficientnet_v2_m",
                  480,
                  0.3,
                  List.of(24, 48, 80, 160, 176, 304, 512),
                  List.of(3, 5, 5, 7, 14, 18, 5)),
              member(
                  "efficientnet_v2_l",
                  480,
                  0.4,
                  List.of(32, 64, 96, 192, 224, 384, 640),
                  List.of(4, 7, 7, 10, 19, 25, 7))));

  private EfficientNetV2() {}

  private static Family.Member member(
      String name, int sizePx, double dropout, List<Integer> channels, List<Integer> blocks) {
    List<Stage> stages =
        IntStream.range(0, channels.size())
            .mapToObj(i -> STAGES.get(i).of(channels.get(i), blocks.get(i)))
            .toList();
    int first = channels.getFirst();
    return new Family.Member(
        name,
        sizePx,
        options -> EfficientNet.draw(name, options, first, stages, 1280, dropout, NORM));
  }
}
