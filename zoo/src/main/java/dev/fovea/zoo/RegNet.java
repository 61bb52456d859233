package dev.fovea.zoo;

import static dev.fovea.graph.ActivationKind.RELU;
import static dev.fovea.graph.ActivationKind.SIGMOID;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Networks whose widths lie on a line, Radosavovic et al. 2020, <a
 * href="https://arxiv.org/abs/2003.13678">arXiv:2003.13678</a>, section 3.3: X, and Y with squeeze
 * and excitation; the number is the multiply-adds. Names as torchvision's.
 */
public final class RegNet {
  static final Family FAMILY =
      new Family(
          "RegNet",
          "https://arxiv.org/abs/2003.13678",
          Init.KAIMING_FAN_OUT
              .with(Op.Linear.class, "weight", ".*", new Init.Fill.Normal(0.01))
              .with(Op.Linear.class, "bias", ".*", new Init.Fill.Constant(0)),
          "fc",
          EnumSet.of(Stem.PUBLISHED),
          List.of(
              x("regnet_x_400mf", 22, 24, 24.48, 2.54, 16),
              x("regnet_x_800mf", 16, 56, 35.73, 2.28, 16),
              x("regnet_x_1_6gf", 18, 80, 34.01, 2.25, 24),
              x("regnet_x_3_2gf", 25, 88, 26.31, 2.25, 48),
              x("regnet_x_8gf", 23, 80, 49.56, 2.88, 120),
              x("regnet_x_16gf", 22, 216, 55.59, 2.1, 128),
              x("regnet_x_32gf", 23, 320, 69.86, 2.0, 168),
              y("regnet_y_400mf", 16, 48, 27.89, 2.09, 8),
              y("regnet_y_800mf", 14, 56, 38.84, 2.4, 16),
              y("regnet_y_1_6gf", 27, 48, 20.71, 2.65, 24),
              y("regnet_y_3_2gf", 21, 80, 42.63, 2.66, 24),
              y("regnet_y_8gf", 17, 192, 76.82, 2.19, 56),
              y("regnet_y_16gf", 18, 200, 106.23, 2.48, 112),
              y("regnet_y_32gf", 20, 232, 115.89, 2.53, 232),
              y("regnet_y_128gf", 27, 456, 160.83, 2.52, 264)));

  private RegNet() {}

  /**
   * The line of the paper: block j of so many is {@code first + slope * j} wide, brought to a power
   * of the step and a multiple of 8 and of the groups' width.
   */
  private record Line(int blocks, int first, double slope, double step, int group) {
    /** The width of each block; blocks of one width are a stage. */
    List<Integer> widths() {
      var widths = new ArrayList<Integer>();
      for (int j = 0; j < blocks; j++) {
        double power = Math.rint(Math.log((first + slope * j) / first) / Math.log(step));
        int width = 8 * (int) Math.rint(first * Math.pow(step, power) / 8);
        widths.add(Channels.nearest(width, Math.min(group, width)));
      }
      return widths;
    }
  }

  private static Family.Member x(
      String name, int blocks, int first, double slope, double step, int group) {
    var line = new Line(blocks, first, slope, step, group);
    return new Family.Member(name, 224, options -> draw(name, options, line, false));
  }

  private static Family.Member y(
      String name, int blocks, int first, double slope, double step, int group) {
    var line = new Line(blocks, first, slope, step, group);
    return new Family.Member(name, 224, options -> draw(name, options, line, true));
  }

  private static Network draw(String name, Options options, Line line, boolean squeeze) {
    var depth = new Depth(options.stochasticDepth().orElse(0), line.blocks());
    Wire x = Wire.image(name, options.channels());
    x = x.within("stem", in -> unit(in, 32, 3, 2, 1).relu());
    int stage = 0;
    int index = 0;
    for (int width : line.widths()) {
      boolean first = stage == 0 || width != x.channels();
      stage += first ? 1 : 0;
      index = first ? 0 : index + 1;
      String path = "trunk_output.block" + stage + ".block" + stage + "-" + index;
      int groups = width / Math.min(line.group(), width);
      x = x.within(path, in -> block(in, width, first ? 2 : 1, groups, squeeze, depth));
    }
    return Head.logits(x.average(), "fc", options, 0);
  }

  /** 1x1, 3x3 in groups, weighed by a quarter of the input's channels, 1x1. */
  private static Wire block(
      Wire x, int width, int stride, int groups, boolean squeeze, Depth depth) {
    int squeezed = (int) Math.rint(x.channels() / 4.0);
    Wire y = x.within("f.a", in -> unit(in, width, 1, 1, 1).relu());
    y = y.within("f.b", in -> unit(in, width, 3, stride, groups).relu());
    if (squeeze) y = y.within("f.se", in -> SqueezeExcitation.draw(in, squeezed, RELU, SIGMOID));
    y = depth.drop(y.within("f.c", in -> unit(in, width, 1, 1, 1)));
    return y.plus(shortcut(x, width, stride)).relu();
  }

  private static Wire shortcut(Wire x, int width, int stride) {
    if (stride == 1 && x.channels() == width) return x;
    return x.within("proj", in -> unit(in, width, 1, stride, 1));
  }

  private static Wire unit(Wire x, int out, int kernel, int stride, int groups) {
    return x.conv("0", out, kernel, stride, groups).norm("1");
  }
}
