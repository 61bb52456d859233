package dev.fovea.zoo.detect;

import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Wire;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Boxes as changes of anchors, nine a place, and the focal loss; Lin et al. 2017, <a
 * href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>. Names as in torchvision, whose
 * second version has group norms in the heads, Zhang et al. 2019, <a
 * href="https://arxiv.org/abs/1912.02424">arXiv:1912.02424</a>.
 */
public final class RetinaNet {
  private static final List<Double> RATIOS = List.of(0.5, 1.0, 2.0);

  private RetinaNet() {}

  /** Over ResNet-50 with frozen batch norms, as torchvision publishes it. */
  public static Drawing resnet50(DetectorOptions options) {
    var base = Backbones.Base.frozen("resnet50", options, 0);
    return draw("retinanet_resnet50_fpn", base, options, Pyramid.WIDE, Fpn.Extra.P6P7, false);
  }

  /** torchvision's second version. */
  public static Drawing resnet50V2(DetectorOptions options) {
    var base = Backbones.Base.of("resnet50", options.channels());
    return draw(
        "retinanet_resnet50_fpn_v2", base, options, Pyramid.WIDE, Fpn.Extra.P6P7_OF_BACKBONE, true);
  }

  /** The second version over any backbone, with half the channels. */
  static Drawing over(Backbones.Base base, String name, DetectorOptions options) {
    return draw(name, base, options, Pyramid.SLIM, Fpn.Extra.P6P7_OF_BACKBONE, true);
  }

  private static Drawing draw(
      String name,
      Backbones.Base base,
      DetectorOptions options,
      int out,
      Fpn.Extra extra,
      boolean second) {
    var style = new Style.RetinaNet(Pyramid.LEVELS, sizes(), RATIOS, second);
    Wire image = Wire.image(name, options.channels());
    List<Wire> levels = Pyramid.levels(base, image, out, extra);
    List<Output> outputs =
        Pyramid.shared(levels, in -> head(in, style.anchors(), options.classes(), second));
    return new Drawing(
        image.network(outputs),
        style,
        Pyramid.INIT,
        800,
        Pyramid.STEP_PX,
        Pyramid.SCORES,
        Optional.of(base.backbone()));
  }

  /** Three sizes a level, from 32 px at p3, a third of an octave between them. */
  private static List<List<Integer>> sizes() {
    return IntStream.range(0, Pyramid.LEVELS.size())
        .map(i -> 32 << i)
        .mapToObj(px -> List.of(px, (int) (px * Math.cbrt(2)), (int) (px * Math.cbrt(4))))
        .toList();
  }

  private static List<Output> head(Wire x, int anchors, int classes, boolean norms) {
    Wire scores =
        x.within(
            "classification_head",
            in -> tower(in, norms).convBias("cls_logits", anchors * classes, 3, 1));
    Wire boxes =
        x.within("regression_head", in -> tower(in, norms).convBias("bbox_reg", anchors * 4, 3, 1));
    return List.of(new Output("boxes", boxes.name()), new Output("scores", scores.name()));
  }

  private static Wire tower(Wire x, boolean norms) {
    int out = x.channels();
    for (int i = 0; i < 4; i++) {
      String conv = "conv." + i + ".0";
      x =
          norms
              ? x.conv(conv, out, 3, 1).then("conv." + i + ".1", new Op.GroupNorm(32, out, 1e-5))
              : x.convBias(conv, out, 3, 1);
      x = x.relu();
    }
    return x;
  }
}
