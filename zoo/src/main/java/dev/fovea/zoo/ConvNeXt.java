package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.GELU;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Convolutions arranged as in a transformer, Liu et al. 2022, <a
 * href="https://arxiv.org/abs/2201.03545">arXiv:2201.03545</a>, figure 4; names as torchvision's.
 */
public final class ConvNeXt {
  private static final double EPS = 1e-6;

  static final Family FAMILY =
      new Family(
          "ConvNeXt",
          "https://arxiv.org/abs/2201.03545",
          Init.PYTORCH
              .with(Op.Conv2d.class, "weight", ".*", new Init.Fill.TruncatedNormal(0.02))
              .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.TruncatedNormal(0.02))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Parameter.class, "", ".*", new Init.Fill.Constant(1e-6)),
          "classifier.2",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("convnext_tiny", 96, 0.1, 3, 3, 9, 3),
              member("convnext_small", 96, 0.4, 3, 3, 27, 3),
              member("convnext_base", 128, 0.5, 3, 3, 27, 3),
              member("convnext_large", 192, 0.5, 3, 3, 27, 3)));

  private ConvNeXt() {}

  private static Family.Member member(String name, int width, double drop, int... depths) {
    return new Family.Member(name, 224, options -> draw(name, options, width, drop, depths));
  }

  private static Network draw(String name, Options options, int width, double drop, int... depths) {
    int blocks = Arrays.stream(depths).sum();
    var depth = new Depth(options.stochasticDepth().orElse(drop), blocks - 1);
    Wire x = Wire.image(name, options.channels());
    x = x.within("features.0", in -> norm(patches(in, "0", width, 4), "1"));
    for (int stage = 0; stage < depths.length; stage++) {
      int wide = width << stage;
      if (stage > 0)
        x = x.within("features." + 2 * stage, in -> patches(norm(in, "0"), "1", wide, 2));
      for (int i = 0; i < depths[stage]; i++)
        x = x.within("features." + (2 * stage + 1) + "." + i, in -> block(in, depth));
    }
    x = x.then("avgpool", new Op.AdaptiveAvgPool2d(Size.of(1)));
    x = norm(x, "classifier.0").then("flatten", new Op.Flatten());
    return Head.logits(x, "classifier.2", options, 0);
  }

  private static Wire block(Wire x, Depth depth) {
    int width = x.channels();
    var filter = Op.Conv2d.of(width, width, 7, 1, true).withGroups(width);
    Wire y = norm(x.then("block.0", filter), "block.2");
    y = y.linear("block.3", 4 * width).activation(GELU).linear("block.5", width);
    Wire scale = x.parameter("layer_scale", List.of(width, 1, 1), new Shape.Map(width, 1, 1));
    return depth.drop(y.times(scale)).plus(x);
  }

  /** Squares of pixels that do not overlap, each to one pixel. */
  private static Wire patches(Wire x, String name, int out, int side) {
    var conv = Op.Conv2d.of(x.channels(), out, side, side, true);
    return x.then(name, conv.withPadding(Size.of(0)));
  }

  private static Wire norm(Wire x, String name) {
    return x.then(name, new Op.LayerNorm(x.channels(), EPS));
  }
}
