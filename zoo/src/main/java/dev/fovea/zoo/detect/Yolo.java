package dev.fovea.zoo.detect;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fovea's own one-stage detectors for real time: a backbone of cross-stage partial blocks, a path
 * aggregation neck, and at the strides 8, 16 and 32 a head that is decoupled, Ge et al. 2021, <a
 * href="https://arxiv.org/abs/2107.08430">arXiv:2107.08430</a>, and answers twice: {@link
 * Style.Yolo}.
 *
 * <p>Why so: dense convolutions with ReLU, as in YOLOv6 (<a
 * href="https://arxiv.org/abs/2209.02976">arXiv:2209.02976</a>). On processors SiLU costs 8 % more
 * time, for engines cannot compute it within the convolution, and depthwise convolutions take the
 * same time for a multiply-add in use and more in training. Halves are made by two convolutions, so
 * that nothing is cut. The one-to-one head reads detached values: it learns from the others' work
 * and does not disturb it. Whoever runs only its outputs pays for one head.
 */
public final class Yolo {
  /** Whole distances that a side's distribution covers: 0 to 15 strides. */
  public static final int BINS = 16;

  private static final List<Integer> LEVELS = List.of(3, 4, 5);

  private static final String SCORES = "head\\.(many|one)\\.p\\d\\.scores\\.out";

  private static final int SIZE_PX = 640;

  /** Things in a picture of {@link #SIZE_PX}, before anything is learned. */
  private static final double THINGS = 5;

  /** Of the logit of a side's bin and the one before it: the mean is 2 strides. */
  private static final double NEARER = -0.4;

  private Yolo() {}

  /**
   * A size.
   *
   * @param stem channels at stride 2
   * @param widths channels at the strides 4, 8, 16 and 32
   * @param depths residual blocks at these strides
   * @param neck residual blocks of each part of the neck
   * @param head channels of the heads
   */
  private record Size(int stem, List<Integer> widths, List<Integer> depths, int neck, int head) {
    List<Integer> levels() {
      return widths.subList(1, 4);
    }
  }

  private static final Size N = new Size(16, List.of(32, 64, 128, 256), List.of(1, 2, 2, 1), 1, 64);
  private static final Size S =
      new Size(32, List.of(64, 128, 256, 512), List.of(1, 2, 2, 1), 1, 64);
  private static final Size M =
      new Size(48, List.of(96, 192, 384, 512), List.of(2, 4, 4, 2), 2, 96);

  public static Drawing n(DetectorOptions options) {
    return draw("yolo-n", options, N);
  }

  public static Drawing s(DetectorOptions options) {
    return draw("yolo-s", options, S);
  }

  public static Drawing m(DetectorOptions options) {
    return draw("yolo-m", options, M);
  }

  /** The neck and the heads of the smallest over another backbone. */
  static Drawing over(Backbones.Base base, String name, DetectorOptions options) {
    Wire image = Wire.image(name, options.channels());
    return drawing(
        heads(base.maps(image, LEVELS), options, N),
        options.classes(),
        Optional.of(base.backbone()));
  }

  private static Drawing draw(String name, DetectorOptions options, Size size) {
    Wire image = Wire.image(name, options.channels());
    List<Wire> maps = image.within("backbone", in -> backbone(in, size));
    return drawing(heads(maps, options, size), options.classes(), Optional.empty());
  }

  private static Drawing drawing(
      Network network, int classes, Optional<Drawing.Backbone> backbone) {
    return new Drawing(
        network, new Style.Yolo(LEVELS, BINS), init(classes), SIZE_PX, 32, SCORES, backbone);
  }

  private static List<Wire> backbone(Wire image, Size size) {
    Wire x = Unit.draw(image, "stem", size.stem(), 3, 2);
    var maps = new ArrayList<Wire>();
    for (int i = 0; i < size.widths().size(); i++) {
      int out = size.widths().get(i);
      int blocks = size.depths().get(i);
      x =
          x.within(
              "stage" + (i + 1), in -> Csp.draw(Unit.draw(in, "down", out, 3, 2), out, blocks));
      if (i > 0) maps.add(x);
    }
    return maps;
  }

  private static Network heads(List<Wire> maps, DetectorOptions options, Size size) {
    var widened = new ArrayList<>(maps);
    int top = size.levels().getLast();
    widened.addLast(widened.removeLast().within("neck.pool", in -> Csp.pool(in, top)));
    List<Wire> levels =
        widened
            .getFirst()
            .within(
                "neck",
                _ -> Pan.draw(widened, size.levels(), (x, out) -> Csp.draw(x, out, size.neck())));
    var outputs = new ArrayList<Output>();
    for (String head : List.of("many", "one")) {
      for (int i = 0; i < levels.size(); i++) {
        String level = "p" + LEVELS.get(i);
        Wire x = levels.get(i);
        String before = head.equals("one") ? level + ".one." : level + ".";
        outputs.addAll(
            x.within(
                "head." + head + "." + level,
                in -> head(in, before, options.classes(), size.head())));
      }
    }
    return levels.getFirst().network(outputs);
  }

  private static List<Output> head(Wire x, String before, int classes, int width) {
    Wire in = before.endsWith("one.") ? x.then("detach", new Op.Detach()) : x;
    Wire stem = Unit.draw(in, "stem", width, 1, 1);
    return List.of(
        new Output(before + "boxes", branch(stem, "boxes", 4 * BINS).name()),
        new Output(before + "scores", branch(stem, "scores", classes).name()));
  }

  private static Wire branch(Wire x, String name, int out) {
    return x.within(name, in -> Unit.draw(in, "0", in.channels(), 3, 1).convBias("out", out, 1, 1));
  }

  /**
   * The chance of a thing at a place starts as if a picture showed a few, spread over a level: a
   * larger one, as in Lin et al. 2017, would spend the first hundreds of steps on the places that
   * show nothing. Sides start two strides away, so boxes are as wide as the anchors of that paper:
   * with all bins alike they would be fifteen strides wide and overlap nothing.
   */
  private static Init init(int classes) {
    Init init =
        Init.KAIMING_FAN_OUT
            .with(Op.Conv2d.class, "weight", "head\\..*\\.out", new Init.Fill.Normal(0.01))
            .with(Op.Conv2d.class, "bias", "head\\..*\\.out", new Init.Fill.Ramp(BINS, NEARER));
    for (int level : LEVELS) {
      double places = Math.pow((double) SIZE_PX / (1 << level), 2);
      var bias = new Init.Fill.Constant(logit(THINGS / classes / places));
      String scores = SCORES.replace("p\\d", "p" + level);
      init = init.with(Op.Conv2d.class, "bias", scores, bias);
    }
    return init;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
