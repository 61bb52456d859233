package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Each layer reads all layers before it, Huang et al. 2016, <a
 * href="https://arxiv.org/abs/1608.06993">arXiv:1608.06993</a>, table 1 (DenseNet-BC); names as
 * torchvision's.
 */
public final class DenseNet {
  static final Family FAMILY =
      new Family(
          "DenseNet",
          "https://arxiv.org/abs/1608.06993",
          Init.PYTORCH
              .with(Op.Conv2d.class, "weight", ".*", new Init.Fill.KaimingNormal(false))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "classifier",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("densenet121", 32, 64, 6, 12, 24, 16),
              member("densenet169", 32, 64, 6, 12, 32, 32),
              member("densenet201", 32, 64, 6, 12, 48, 32),
              member("densenet161", 48, 96, 6, 12, 36, 24)));

  private DenseNet() {}

  private static Family.Member member(String name, int growth, int first, int... layers) {
    return new Family.Member(name, 224, options -> draw(name, options, growth, first, layers));
  }

  private static Network draw(String name, Options options, int growth, int first, int... layers) {
    Wire x = Wire.image(name, options.channels());
    x = x.within("features", in -> stem(in, first));
    for (int block = 0; block < layers.length; block++) {
      String path = "features.denseblock" + (block + 1) + ".denselayer";
      for (int i = 1; i <= layers[block]; i++) x = x.within(path + i, in -> layer(in, growth));
      if (block < layers.length - 1)
        x = x.within("features.transition" + (block + 1), DenseNet::transition);
    }
    return Head.logits(x.norm("features.norm5").relu().average(), "classifier", options, 0);
  }

  private static Wire stem(Wire image, int width) {
    return image.conv("conv0", width, 7, 2).norm("norm0").relu().maxPool(3, 2, 1);
  }

  private static Wire layer(Wire x, int growth) {
    Wire y = x.norm("norm1").relu().conv("conv1", 4 * growth, 1, 1);
    return x.concat(y.norm("norm2").relu().conv("conv2", growth, 3, 1));
  }

  private static Wire transition(Wire x) {
    Wire y = x.norm("norm").relu().conv("conv", x.channels() / 2, 1, 1);
    return y.then("pool", Op.AvgPool2d.of(2, 2, 0));
  }
}
