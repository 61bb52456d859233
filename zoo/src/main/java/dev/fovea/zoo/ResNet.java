package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Deep residual networks, He et al. 2015, <a
 * href="https://arxiv.org/abs/1512.03385">arXiv:1512.03385</a>; names as torchvision's, with the
 * stride of a bottleneck on its 3x3 convolution.
 */
public final class ResNet {
  static final Family FAMILY =
      new Family(
          "ResNet",
          "https://arxiv.org/abs/1512.03385",
          Init.KAIMING_FAN_OUT,
          "fc",
          EnumSet.allOf(Stem.class),
          List.of(
              new Family.Member("resnet18", 224, ResNet::resnet18),
              new Family.Member("resnet34", 224, ResNet::resnet34),
              new Family.Member("resnet50", 224, ResNet::resnet50),
              new Family.Member("resnet101", 224, ResNet::resnet101),
              new Family.Member("resnet152", 224, ResNet::resnet152)));

  private ResNet() {}

  /** A residual branch: from its input, inner width and stride to its sum's other side. */
  interface Branch {
    Wire draw(Wire x, int width, int stride);
  }

  public static Network resnet18(Options options) {
    return draw("resnet18", options, ResNet::basic, 2, 2, 2, 2);
  }

  public static Network resnet34(Options options) {
    return draw("resnet34", options, ResNet::basic, 3, 4, 6, 3);
  }

  public static Network resnet50(Options options) {
    return draw("resnet50", options, bottleneck(1, 64), 3, 4, 6, 3);
  }

  public static Network resnet101(Options options) {
    return draw("resnet101", options, bottleneck(1, 64), 3, 4, 23, 3);
  }

  public static Network resnet152(Options options) {
    return draw("resnet152", options, bottleneck(1, 64), 3, 8, 36, 3);
  }

  /**
   * A network of bottlenecks in groups, for the families that differ in their widths alone.
   *
   * @param groups of the 3x3 convolution
   * @param each channels of a group in the first stage
   * @param depths blocks of each stage
   */
  static Family.Member member(String name, int groups, int each, int... depths) {
    return new Family.Member(
        name, 224, options -> draw(name, options, bottleneck(groups, each), depths));
  }

  private static Network draw(String name, Options options, Branch branch, int... depths) {
    var depth = new Depth(options.stochasticDepth().orElse(0), Arrays.stream(depths).sum());
    Wire x = stem(Wire.image(name, options.channels()), options.stem());
    for (int stage = 0; stage < depths.length; stage++)
      for (int i = 0; i < depths[stage]; i++) {
        int width = 64 << stage;
        int stride = stage > 0 && i == 0 ? 2 : 1;
        x =
            x.within(
                "layer" + (stage + 1) + "." + i, in -> block(in, branch, width, stride, depth));
      }
    return Head.logits(x.average(), "fc", options, 0);
  }

  private static Wire stem(Wire image, Stem stem) {
    return switch (stem) {
      case PUBLISHED -> image.conv("conv1", 64, 7, 2).norm("bn1").relu().maxPool(3, 2, 1);
      case SMALL -> image.conv("conv1", 64, 3, 1).norm("bn1").relu();
    };
  }

  private static Wire block(Wire x, Branch branch, int width, int stride, Depth depth) {
    Wire y = depth.drop(branch.draw(x, width, stride));
    return y.plus(shortcut(x, y.channels(), stride)).relu();
  }

  /** Two 3x3 convolutions: the branch of ResNet-18 and 34. */
  static Wire basic(Wire x, int width, int stride) {
    Wire y = x.conv("conv1", width, 3, stride).norm("bn1").relu();
    return y.conv("conv2", width, 3, 1).norm("bn2");
  }

  /**
   * 1x1, 3x3, 1x1: the branch of ResNet-50 and above, of ResNeXt and of wide networks.
   *
   * @param groups of the 3x3 convolution
   * @param each channels of a group in the first stage; they double with each stage
   */
  private static Branch bottleneck(int groups, int each) {
    return (x, width, stride) -> {
      int inner = width * each / 64 * groups;
      Wire y = x.conv("conv1", inner, 1, 1).norm("bn1").relu();
      y = y.conv("conv2", inner, 3, stride, groups).norm("bn2").relu();
      return y.conv("conv3", 4 * width, 1, 1).norm("bn3");
    };
  }

  /** The input itself where it fits; else a strided 1x1 convolution (option B of the paper). */
  static Wire shortcut(Wire x, int out, int stride) {
    if (stride == 1 && x.channels() == out) return x;
    return x.within("downsample", in -> in.conv("0", out, 1, stride).norm("1"));
  }
}
