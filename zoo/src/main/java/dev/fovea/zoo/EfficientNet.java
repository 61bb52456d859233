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
  /** Numbers of the batch norms from B5 on. */
  private static final Norm LARGE = new Norm(1e-3, 0.01);

  private static final Norm USUAL = new Norm(1e-5, 0.1);

  private static final List<Stage> STAGES =
      List.of(
          new Stage(false, 1, 3, 1, 16, 1),
          new Stage(false, 6, 3, 2, 24, 2),
          new Stage(false, 6, 5, 2, 40, 2),
          new Stage(false, 6, 3, 2, 80, 3),
          new Stage(false, 6, 5, 1, 112, 3),
          new Stage(false, 6, 5, 2, 192, 4),
          new Stage(false, 6, 3, 1, 320, 1));

  /** How this and the second version start. */
  static final Init INIT =
      Init.KAIMING_FAN_OUT
          .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
          .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0));

  static final Family FAMILY =
      new Family(
          "EfficientNet",
          "https://arxiv.org/abs/1905.11946",
          INIT,
          "classifier.1",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              member("efficientnet_b0", 224, 1.0, 1.0, 0.2, USUAL),
              member("efficientnet_b1", 240, 1.0, 1.1, 0.2, USUAL),
              member("efficientnet_b2", 288, 1.1, 1.2, 0.3, USUAL),
              member("efficientnet_b3", 300, 1.2, 1.4, 0.3, USUAL),
              member("efficientnet_b4", 380, 1.4, 1.8, 0.4, USUAL),
              member("efficientnet_b5", 456, 1.6, 2.2, 0.4, LARGE),
              member("efficientnet_b6", 528, 1.8, 2.6, 0.5, LARGE),
              member("efficientnet_b7", 600, 2.0, 3.1, 0.5, LARGE)));

  private EfficientNet() {}

  /**
   * A stage of the paper's table: whether expansion and filter are one convolution, expansion,
   * kernel, stride of its first block, channels, depth.
   */
  record Stage(boolean fused, int expansion, int kernel, int stride, int out, int blocks) {
    Stage scaled(double width, double depth) {
      return of(Channels.nearest(out * width, 8), (int) Math.ceil(blocks * depth));
    }

    /** With other channels and another depth. */
    Stage of(int out, int blocks) {
      return new Stage(fused, expansion, kernel, stride, out, blocks);
    }
  }

  /** A batch norm's numbers. */
  record Norm(double eps, double momentum) {
    Wire draw(Wire x) {
      return x.then("1", new Op.BatchNorm(x.channels(), eps, momentum));
    }

    /** A convolution in groups and the norm after it. */
    Wire conv(Wire x, int out, int kernel, int stride, int groups) {
      return draw(x.conv("0", out, kernel, stride, groups));
    }
  }

  private static Family.Member member(
      String name, int sizePx, double width, double depth, double dropout, Norm norm) {
    List<Stage> stages = STAGES.stream().map(s -> s.scaled(width, depth)).toList();
    int first = Channels.nearest(32 * width, 8);
    int last = 4 * stages.getLast().out();
    return new Family.Member(
        name, sizePx, options -> draw(name, options, first, stages, last, dropout, norm));
  }

  /** From the channels of the first convolution to those of the last and its dropout. */
  static Network draw(
      String name,
      Options options,
      int first,
      List<Stage> stages,
      int last,
      double dropout,
      Norm norm) {
    int blocks = stages.stream().mapToInt(Stage::blocks).sum();
    var depth = new Depth(options.stochasticDepth().orElse(0.2), blocks);
    Wire x = Wire.image(name, options.channels());
    x = x.within("features.0", in -> norm.conv(in, first, 3, 2, 1).activation(SILU));
    for (int s = 0; s < stages.size(); s++) {
      Stage stage = stages.get(s);
      for (int i = 0; i < stage.blocks(); i++) {
        int stride = i == 0 ? stage.stride() : 1;
        x = x.within("features." + (s + 1) + "." + i, in -> block(in, stage, stride, depth, norm));
      }
    }
    x =
        x.within(
            "features." + (stages.size() + 1), in -> norm.conv(in, last, 1, 1, 1).activation(SILU));
    return Head.logits(x.average(), "classifier.1", options, dropout);
  }

  /** The input is added where it fits. */
  private static Wire block(Wire x, Stage stage, int stride, Depth depth, Norm norm) {
    Wire y = stage.fused() ? fused(x, stage, stride, norm) : inverted(x, stage, stride, norm);
    if (stride == 1 && stage.out() == x.channels()) return depth.drop(y).plus(x);
    depth.skip();
    return y;
  }

  /** Fused-MBConv: expand while filtering, project. */
  private static Wire fused(Wire x, Stage stage, int stride, Norm norm) {
    int wide = stage.expansion() > 1 ? x.channels() * stage.expansion() : stage.out();
    Wire y =
        x.within("block.0", in -> norm.conv(in, wide, stage.kernel(), stride, 1).activation(SILU));
    if (stage.expansion() == 1) return y;
    return y.within("block.1", in -> norm.conv(in, stage.out(), 1, 1, 1));
  }

  /** MBConv: expand, filter each channel by itself, weigh, project. */
  private static Wire inverted(Wire x, Stage stage, int stride, Norm norm) {
    int wide = x.channels() * stage.expansion();
    int squeezed = Math.max(1, x.channels() / 4);
    int part = 0;
    Wire y = x;
    if (stage.expansion() > 1)
      y = y.within("block." + part++, in -> norm.conv(in, wide, 1, 1, 1).activation(SILU));
    y =
        y.within(
            "block." + part++,
            in -> norm.conv(in, wide, stage.kernel(), stride, wide).activation(SILU));
    y = y.within("block." + part++, in -> SqueezeExcitation.draw(in, squeezed, SILU, SIGMOID));
    return y.within("block." + part, in -> norm.conv(in, stage.out(), 1, 1, 1));
  }
}
