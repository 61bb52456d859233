package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.GELU;

import dev.fovea.graph.Axis;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Pictures as sequences of squares, Dosovitskiy et al. 2020, <a
 * href="https://arxiv.org/abs/2010.11929">arXiv:2010.11929</a>, table 1; names as torchvision's.
 * Each square's place has an embedding of its own, so a network takes pictures of one size alone.
 */
public final class VisionTransformer {
  static final Family FAMILY =
      new Family(
          "ViT",
          "https://arxiv.org/abs/2010.11929",
          Init.PYTORCH
              .with(Op.Conv2d.class, "weight", ".*", new Init.Fill.LecunNormal())
              .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.XavierUniform())
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Normal(1e-6))
              .with(Op.Linear.class, "weight", "heads.head", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "bias", "heads.head", new Init.Fill.Constant(0))
              .with(Op.Parameter.class, "", "encoder.pos_embedding", new Init.Fill.Normal(0.02)),
          "heads.head",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("vit_b_16", 16, 12, 12, 768),
              member("vit_b_32", 32, 12, 12, 768),
              member("vit_l_16", 16, 24, 16, 1024),
              member("vit_l_32", 32, 24, 16, 1024),
              member("vit_h_14", 14, 32, 16, 1280)));

  private VisionTransformer() {}

  private static Family.Member member(String name, int patch, int blocks, int heads, int width) {
    return new Family.Member(
        name, 224, patch, options -> draw(name, options, patch, blocks, heads, width));
  }

  private static Network draw(
      String name, Options options, int patch, int blocks, int heads, int width) {
    int px = options.size().orElse(224);
    if (px % patch != 0)
      throw new GraphException(
          name
              + " cuts pictures into squares of "
              + patch
              + " px; choose a size that "
              + patch
              + " divides, got "
              + px);
    var depth = new Depth(options.stochasticDepth().orElse(0), blocks);
    Wire x = Wire.start(name, "image", new Shape.Map(options.channels(), px, px));
    x = tokens(x, patch, width);
    x = x.within("encoder", VisionTransformer::placed);
    for (int i = 0; i < blocks; i++)
      x = x.within("encoder.layers.encoder_layer_" + i, in -> block(in, heads, depth.next()));
    return Head.logits(
        norm(x, "encoder.ln").then("class", new Op.Select(0)), "heads.head", options, 0);
  }

  /** The class token, then the squares row by row. */
  private static Wire tokens(Wire image, int patch, int width) {
    var conv = Op.Conv2d.of(image.channels(), width, patch, patch, true).withPadding(Size.of(0));
    Wire squares = image.then("conv_proj", conv).then("tokens", new Op.ToTokens());
    return image
        .parameter("class_token", List.of(1, 1, width), new Shape.Tokens(1, width))
        .then("concat", new Op.Concat(Axis.TOKENS), squares);
  }

  private static Wire placed(Wire x) {
    int length = ((Shape.Tokens) x.shape()).l();
    return x.plus(x.parameter("pos_embedding", List.of(1, length, x.channels()), x.shape()));
  }

  /** Attention and two layers per token, each normalised before and added after. */
  private static Wire block(Wire x, int heads, double rate) {
    int width = x.channels();
    var attention = new Op.MultiheadAttention(width, heads);
    Wire y = x.plus(Depth.drop(norm(x, "ln_1").then("self_attention", attention), rate));
    Wire z = norm(y, "ln_2").linear("mlp.0", 4 * width).activation(GELU).linear("mlp.3", width);
    return y.plus(Depth.drop(z, rate));
  }

  private static Wire norm(Wire x, String name) {
    return x.then(name, new Op.LayerNorm(x.channels(), 1e-6));
  }
}
