package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Fovea's own network for pictures of 28 to 64 px and for processors: 0.3 million parameters, 11
 * million multiply-adds at 28 px and 54 million at 64 px; after ResNet, He et al. 2015, <a
 * href="https://arxiv.org/abs/1512.03385">arXiv:1512.03385</a>.
 *
 * <p>Why so: a processor spends its time on large maps with few channels, so full resolution is
 * left after one thin convolution that keeps fine strokes; the sum is spent at 14x14 and below,
 * where 32 to 128 channels fill the matrix products. Three residual blocks see 49 px, all of a 28
 * px picture and most of a 64 px one; the average behind them takes any size. Dense convolutions,
 * because depthwise ones save multiply-adds but hardly time on processors.
 */
public final class Small {
  static final Family FAMILY =
      new Family(
          "Small",
          "https://arxiv.org/abs/1512.03385",
          Init.KAIMING_FAN_OUT,
          "fc",
          EnumSet.allOf(Stem.class),
          List.of(new Family.Member("small", 28, Small::draw)));

  private Small() {}

  /** Draws it; its stem is always the one for small pictures. */
  public static Network draw(Options options) {
    var depth = new Depth(options.stochasticDepth().orElse(0), 3);
    Wire x = Wire.image("small", options.channels());
    x = x.conv("conv1", 16, 3, 1).norm("bn1").relu();
    x = x.conv("conv2", 32, 3, 2).norm("bn2").relu();
    x = x.within("layer1", in -> block(in, 32, 1, depth));
    x = x.within("layer2", in -> block(in, 64, 2, depth));
    x = x.within("layer3", in -> block(in, 128, 2, depth));
    return Head.logits(x.average(), "fc", options, 0);
  }

  private static Wire block(Wire x, int width, int stride, Depth depth) {
    Wire y = depth.drop(ResNet.basic(x, width, stride));
    return y.plus(ResNet.shortcut(x, width, stride)).relu();
  }
}
