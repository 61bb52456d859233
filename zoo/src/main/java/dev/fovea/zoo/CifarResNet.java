package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.stream.IntStream;

/**
 * The residual networks of 6n + 2 layers for 32x32 pictures, He et al. 2015, section 4.2, <a
 * href="https://arxiv.org/abs/1512.03385">arXiv:1512.03385</a>: 16, 32 and 64 channels, shortcuts
 * without parameters (option A). Names as in akamaster/pytorch_resnet_cifar10, whose weights are
 * the published ones.
 */
public final class CifarResNet {
  static final Family FAMILY =
      new Family(
          "CIFAR ResNet",
          "https://arxiv.org/abs/1512.03385",
          Init.PYTORCH
              .with(Op.Conv2d.class, "weight", ".*", new Init.Fill.KaimingNormal(false))
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.KaimingNormal(false)),
          "linear",
          EnumSet.allOf(Stem.class),
          IntStream.of(20, 32, 44, 56, 110)
              .mapToObj(n -> new Family.Member("resnet" + n, 32, options -> draw(n, options)))
              .toList());

  private CifarResNet() {}

  /** The network of 6n + 2 layers: 20, 32, 44, 56, 110. */
  public static Network draw(int layers, Options options) {
    int blocks = (layers - 2) / 6;
    var depth = new Depth(options.stochasticDepth().orElse(0), 3 * blocks);
    Wire x = Wire.image("resnet" + layers, options.channels());
    x = x.conv("conv1", 16, 3, 1).norm("bn1").relu();
    for (int stage = 0; stage < 3; stage++)
      for (int i = 0; i < blocks; i++) {
        int width = 16 << stage;
        int stride = stage > 0 && i == 0 ? 2 : 1;
        x = x.within("layer" + (stage + 1) + "." + i, in -> block(in, width, stride, depth));
      }
    return Head.logits(x.average(), "linear", options, 0);
  }

  private static Wire block(Wire x, int width, int stride, Depth depth) {
    Wire y = depth.drop(ResNet.basic(x, width, stride));
    return y.plus(shortcut(x, width, stride)).relu();
  }

  /** Option A: every second pixel, and zeros for the channels that are new. */
  private static Wire shortcut(Wire x, int width, int stride) {
    if (stride == 1) return x;
    int each = (width - x.channels()) / 2;
    return x.then("every_second", Op.AvgPool2d.of(1, stride, 0))
        .then("pad", new Op.PadChannels(each, each));
  }
}
