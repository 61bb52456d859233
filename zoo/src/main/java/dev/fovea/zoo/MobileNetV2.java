package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.RELU6;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Inverted residuals with linear bottlenecks, Sandler et al. 2018, <a
 * href="https://arxiv.org/abs/1801.04381">arXiv:1801.04381</a>, table 2; names as torchvision's.
 */
public final class MobileNetV2 {
  static final Family FAMILY =
      new Family(
          "MobileNetV2",
          "https://arxiv.org/abs/1801.04381",
          Init.KAIMING_FAN_OUT
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.Normal(0.01))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "classifier.1",
          EnumSet.of(Stem.PUBLISHED),
          List.of(new Family.Member("mobilenet_v2", 224, MobileNetV2::draw)));

  /** A row of the paper's table: expansion, channels out, blocks, stride of the first. */
  private record Row(int expansion, int out, int blocks, int stride) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(1, 16, 1, 1),
          new Row(6, 24, 2, 2),
          new Row(6, 32, 3, 2),
          new Row(6, 64, 4, 2),
          new Row(6, 96, 3, 1),
          new Row(6, 160, 3, 2),
          new Row(6, 320, 1, 1));

  private MobileNetV2() {}

  public static Network draw(Options options) {
    int blocks = ROWS.stream().mapToInt(Row::blocks).sum();
    var depth = new Depth(options.stochasticDepth().orElse(0), blocks);
    Wire x = Wire.image("mobilenet_v2", options.channels());
    x = x.within("features.0", in -> unit(in, 32, 3, 2, 1));
    int index = 1;
    for (Row row : ROWS)
      for (int i = 0; i < row.blocks(); i++) {
        int stride = i == 0 ? row.stride() : 1;
        x = x.within("features." + index++ + ".conv", in -> block(in, row, stride, depth));
      }
    x = x.within("features." + index, in -> unit(in, 1280, 1, 1, 1));
    return Head.logits(x.average(), "classifier.1", options, 0.2);
  }

  /** Expand, filter each channel by itself, project; the input is added where it fits. */
  private static Wire block(Wire x, Row row, int stride, Depth depth) {
    int wide = x.channels() * row.expansion();
    int part = 0;
    Wire y = x;
    if (row.expansion() > 1) y = y.within("" + part++, in -> unit(in, wide, 1, 1, 1));
    y = y.within("" + part++, in -> unit(in, wide, 3, stride, wide));
    y = y.conv("" + part, row.out(), 1, 1).norm("" + (part + 1));
    if (stride == 1 && row.out() == x.channels()) return depth.drop(y).plus(x);
    depth.skip();
    return y;
  }

  private static Wire unit(Wire x, int out, int kernel, int stride, int groups) {
    return x.conv("0", out, kernel, stride, groups).norm("1").activation(RELU6);
  }
}
