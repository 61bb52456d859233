package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.GELU;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Attention within windows of 7x7 that shift from block to block, Liu et al. 2021, <a
 * href="https://arxiv.org/abs/2103.14030">arXiv:2103.14030</a>, section 3.3; names as
 * torchvision's. Takes pictures of any size.
 */
public final class Swin {
  private static final int WINDOW = 7;

  static final Family FAMILY =
      new Family(
          "Swin",
          "https://arxiv.org/abs/2103.14030",
          Init.PYTORCH
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.TruncatedNormal(0.02))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(
                  Op.WindowAttention.class, "qkv.weight", ".*", new Init.Fill.TruncatedNormal(0.02))
              .with(Op.WindowAttention.class, "qkv.bias", ".*", new Init.Fill.Constant(0))
              .with(
                  Op.WindowAttention.class,
                  "proj.weight",
                  ".*",
                  new Init.Fill.TruncatedNormal(0.02))
              .with(Op.WindowAttention.class, "proj.bias", ".*", new Init.Fill.Constant(0)),
          "head",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("swin_t", 96, 3, 0.2, 2, 2, 6, 2),
              member("swin_s", 96, 3, 0.3, 2, 2, 18, 2),
              member("swin_b", 128, 4, 0.5, 2, 2, 18, 2)));

  private Swin() {}

  private static Family.Member member(
      String name, int width, int heads, double drop, int... depths) {
    return new Family.Member(name, 224, options -> draw(name, options, width, heads, drop, depths));
  }

  private static Network draw(
      String name, Options options, int width, int heads, double drop, int... depths) {
    int blocks = Arrays.stream(depths).sum();
    var depth = new Depth(options.stochasticDepth().orElse(drop), blocks - 1);
    Wire x = Wire.image(name, options.channels());
    x = x.within("features.0", in -> patches(in, width));
    for (int stage = 0; stage < depths.length; stage++) {
      if (stage > 0) x = x.within("features." + 2 * stage, Swin::merge);
      for (int i = 0; i < depths[stage]; i++) {
        var shift = Size.of(i % 2 == 0 ? 0 : WINDOW / 2);
        var attention =
            new Op.WindowAttention(x.channels(), Size.of(WINDOW), shift, heads << stage);
        String path = "features." + (2 * stage + 1) + "." + i;
        x = x.within(path, in -> block(in, attention, depth.next()));
      }
    }
    return Head.logits(norm(x, "norm").average(), "head", options, 0);
  }

  /** The rate is that of both branches. */
  private static Wire block(Wire x, Op.WindowAttention attention, double rate) {
    Wire y = x.plus(Depth.drop(norm(x, "norm1").then("attn", attention), rate));
    Wire z = norm(y, "norm2").linear("mlp.0", 4 * y.channels()).activation(GELU);
    return y.plus(Depth.drop(z.linear("mlp.3", y.channels()), rate));
  }

  private static Wire patches(Wire image, int width) {
    var conv = Op.Conv2d.of(image.channels(), width, 4, 4, true);
    return norm(image.then("0", conv.withPadding(Size.of(0))), "2");
  }

  private static Wire merge(Wire x) {
    Wire y = norm(x.then("merge", new Op.PatchMerge()), "norm");
    return y.then("reduction", new Op.Linear(y.channels(), y.channels() / 2, false));
  }

  private static Wire norm(Wire x, String name) {
    return x.then(name, new Op.LayerNorm(x.channels(), 1e-5));
  }
}
