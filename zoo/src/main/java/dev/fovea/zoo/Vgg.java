package dev.fovea.zoo;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Plain 3x3 convolutions in five stages, Simonyan and Zisserman 2014, <a
 * href="https://arxiv.org/abs/1409.1556">arXiv:1409.1556</a>, table 1; names as torchvision's, the
 * {@code _bn} sizes with batch normalisation.
 */
public final class Vgg {
  static final Family FAMILY =
      new Family(
          "VGG",
          "https://arxiv.org/abs/1409.1556",
          Init.KAIMING_FAN_OUT
              .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.Normal(0.01))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "classifier.6",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("vgg11", false, 1, 1, 2, 2, 2),
              member("vgg11_bn", true, 1, 1, 2, 2, 2),
              member("vgg13", false, 2, 2, 2, 2, 2),
              member("vgg13_bn", true, 2, 2, 2, 2, 2),
              member("vgg16", false, 2, 2, 3, 3, 3),
              member("vgg16_bn", true, 2, 2, 3, 3, 3),
              member("vgg19", false, 2, 2, 4, 4, 4),
              member("vgg19_bn", true, 2, 2, 4, 4, 4)));

  private Vgg() {}

  private static Family.Member member(String name, boolean norm, int... depths) {
    return new Family.Member(name, 224, options -> draw(name, options, norm, depths));
  }

  /** Some convolutions a stage, their number by stage in {@code depths}. */
  public static Network draw(String name, Options options, boolean norm, int... depths) {
    Wire x = Wire.image(name, options.channels());
    int index = 0;
    for (int stage = 0; stage < depths.length; stage++) {
      int width = Math.min(512, 64 << stage);
      for (int i = 0; i < depths[stage]; i++) {
        x = x.convBias("features." + index++, width, 3, 1);
        if (norm) x = x.norm("features." + index++);
        x = x.relu();
        index++;
      }
      x = x.then("features." + index++, Op.MaxPool2d.of(2, 2, 0));
    }
    x = x.then("avgpool", new Op.AdaptiveAvgPool2d(Size.of(7))).then("flatten", new Op.Flatten());
    double rate = options.dropout().orElse(0.5);
    x = x.linear("classifier.0", 4096).relu().dropout(rate);
    x = x.linear("classifier.3", 4096).relu();
    return Head.logits(x, "classifier.6", options, 0.5);
  }
}
