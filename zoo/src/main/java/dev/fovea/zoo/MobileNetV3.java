package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.HARDSIGMOID;
import static dev.fovea.graph.ActivationKind.HARDSWISH;
import static dev.fovea.graph.ActivationKind.RELU;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.EnumSet;
import java.util.List;

/**
 * Networks for phones, Howard et al. 2019, <a
 * href="https://arxiv.org/abs/1905.02244">arXiv:1905.02244</a>, tables 1 and 2; names as
 * torchvision's.
 */
public final class MobileNetV3 {
  static final Family FAMILY =
      new Family(
          "MobileNetV3",
          "https://arxiv.org/abs/1905.02244",
          Init.KAIMING_FAN_OUT
              .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.Normal(0.01))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "classifier.3",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              new Family.Member("mobilenet_v3_small", 224, MobileNetV3::small),
              new Family.Member("mobilenet_v3_large", 224, MobileNetV3::large)));

  /**
   * A row of the paper's table: kernel, expanded channels, channels out, SE, activation, stride.
   */
  private record Row(
      int kernel, int expanded, int out, boolean squeeze, ActivationKind kind, int stride) {}

  private static final List<Row> SMALL =
      List.of(
          new Row(3, 16, 16, true, RELU, 2),
          new Row(3, 72, 24, false, RELU, 2),
          new Row(3, 88, 24, false, RELU, 1),
          new Row(5, 96, 40, true, HARDSWISH, 2),
          new Row(5, 240, 40, true, HARDSWISH, 1),
          new Row(5, 240, 40, true, HARDSWISH, 1),
          new Row(5, 120, 48, true, HARDSWISH, 1),
          new Row(5, 144, 48, true, HARDSWISH, 1),
          new Row(5, 288, 96, true, HARDSWISH, 2),
          new Row(5, 576, 96, true, HARDSWISH, 1),
          new Row(5, 576, 96, true, HARDSWISH, 1));

  private static final List<Row> LARGE =
      List.of(
          new Row(3, 16, 16, false, RELU, 1),
          new Row(3, 64, 24, false, RELU, 2),
          new Row(3, 72, 24, false, RELU, 1),
          new Row(5, 72, 40, true, RELU, 2),
          new Row(5, 120, 40, true, RELU, 1),
          new Row(5, 120, 40, true, RELU, 1),
          new Row(3, 240, 80, false, HARDSWISH, 2),
          new Row(3, 200, 80, false, HARDSWISH, 1),
          new Row(3, 184, 80, false, HARDSWISH, 1),
          new Row(3, 184, 80, false, HARDSWISH, 1),
          new Row(3, 480, 112, true, HARDSWISH, 1),
          new Row(3, 672, 112, true, HARDSWISH, 1),
          new Row(5, 672, 160, true, HARDSWISH, 2),
          new Row(5, 960, 160, true, HARDSWISH, 1),
          new Row(5, 960, 160, true, HARDSWISH, 1));

  private MobileNetV3() {}

  public static Network small(Options options) {
    return draw("mobilenet_v3_small", options, SMALL, 1024);
  }

  public static Network large(Options options) {
    return draw("mobilenet_v3_large", options, LARGE, 1280);
  }

  private static Network draw(String name, Options options, List<Row> rows, int hidden) {
    var depth = new Depth(options.stochasticDepth().orElse(0), rows.size());
    Wire x = Wire.image(name, options.channels());
    x = x.within("features.0", in -> unit(in, 16, 3, 2, 1, HARDSWISH));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      x = x.within("features." + (i + 1), in -> block(in, row, depth));
    }
    x = x.within("features." + (rows.size() + 1), MobileNetV3::last);
    x = x.average().linear("classifier.0", hidden).activation(HARDSWISH);
    return Head.logits(x, "classifier.3", options, 0.2);
  }

  private static Wire last(Wire x) {
    return unit(x, 6 * x.channels(), 1, 1, 1, HARDSWISH);
  }

  /** Expand, filter each channel by itself, weigh, project; the input is added where it fits. */
  private static Wire block(Wire x, Row row, Depth depth) {
    int part = 0;
    Wire y = x;
    if (row.expanded() != x.channels())
      y = y.within("block." + part++, in -> unit(in, row.expanded(), 1, 1, 1, row.kind()));
    y = y.within("block." + part++, in -> depthwise(in, row));
    if (row.squeeze()) y = y.within("block." + part++, MobileNetV3::squeeze);
    y = y.within("block." + part, in -> projection(in, row.out()));
    if (row.stride() == 1 && row.out() == x.channels()) return depth.drop(y).plus(x);
    depth.skip();
    return y;
  }

  private static Wire depthwise(Wire x, Row row) {
    return unit(x, x.channels(), row.kernel(), row.stride(), x.channels(), row.kind());
  }

  private static Wire squeeze(Wire x) {
    int quarter = x.channels() / 4;
    return SqueezeExcitation.draw(x, Channels.nearest(quarter, 8), RELU, HARDSIGMOID);
  }

  private static Wire unit(
      Wire x, int out, int kernel, int stride, int groups, ActivationKind kind) {
    return norm(x.conv("0", out, kernel, stride, groups)).activation(kind);
  }

  private static Wire projection(Wire x, int out) {
    return norm(x.conv("0", out, 1, 1));
  }

  private static Wire norm(Wire x) {
    return x.then("1", new Op.BatchNorm(x.channels(), 1e-3, 0.01));
  }
}
