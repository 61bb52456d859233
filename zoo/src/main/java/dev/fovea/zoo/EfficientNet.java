package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.SIGMOID;
import static dev.fovea.graph.ActivationKind.SILU;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Networks scaled in width, depth and size together, Tan and Le 2019, <a
 * href="https://arxiv.org/abs/1905.11946">arXiv:1905.11946</a>, table 1; names as torchvision's.
 * The last layer's weights start as PyTorch's, which their number of inputs bounds, not of classes.
 */
public final class EfficientNet {
  static final Family FAMILY =
      new Family(
          "EfficientNet",
          "https://arxiv.org/abs/1905.11946",
          Init.KAIMING_FAN_OUT
              .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "classifier.1",
          EnumSet.of(Stem.PUBLISHED),
          List.of(new Family.Member("efficientnet_b0", 224, EfficientNet::b0)));

  /**
   * A stage of the paper's table: expansion, kernel, stride of its first block, channels, depth.
   */
  private record Stage(int expansion, int kernel, int stride, int out, int blocks) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 3, 1, 16, 1),
          new Stage(6, 3, 2, 24, 2),
          new Stage(6, 5, 2, 40, 2),
          new Stage(6, 3, 2, 80, 3),
          new Stage(6, 5, 1, 112, 3),
          new Stage(6, 5, 2, 192, 4),
          new Stage(6, 3, 1, 320, 1));

  private EfficientNet() {}

  public static Network b0(Options options) {
    int blocks = STAGES.stream().mapToInt(Stage::blocks).sum();
    var depth = new Depth(options.stochasticDepth().orElse(0.2), blocks);
    Wire x = Wire.image("efficientnet_b0", options.channels());
    x = x.within("features.0", in -> in.conv("0", 32, 3, 2).norm("1").activation(SILU));
    for (int s = 0; s < STAGES.size(); s++) {
      Stage stage = STAGES.get(s);
      for (int i = 0; i < stage.blocks(); i++) {
        int stride = i == 0 ? stage.stride() : 1;
        x = x.within("features." + (s + 1) + "." + i, in -> block(in, stage, stride, depth));
      }
    }
    x = x.within("features.8", in -> in.conv("0", 1280, 1, 1).norm("1").activation(SILU));
    return Head.logits(x.average(), "classifier.1", options, 0.2);
  }

  /**
   * MBConv: expand, filter each channel by itself, weigh, project; the input added where it fits.
   */
  private static Wire block(Wire x, Stage stage, int stride, Depth depth) {
    int wide = x.channels() * stage.expansion();
    int squeezed = Math.max(1, x.channels() / 4);
    int part = 0;
    Wire y = x;
    if (stage.expansion() > 1)
      y = y.within("block." + part++, in -> in.conv("0", wide, 1, 1).norm("1").activation(SILU));
    y =
        y.within(
            "block." + part++,
            in -> in.conv("0", wide, stage.kernel(), stride, wide).norm("1").activation(SILU));
    y = y.within("block." + part++, in -> SqueezeExcitation.draw(in, squeezed, SILU, SIGMOID));
    y = y.within("block." + part, in -> in.conv("0", stage.out(), 1, 1).norm("1"));
    if (stride == 1 && stage.out() == x.channels()) return depth.drop(y).plus(x);
    depth.skip();
    return y;
  }
}
