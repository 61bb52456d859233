package dev.fovea.zoo.detect;

import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Wire;
import java.util.List;
import java.util.Optional;

/**
 * One box a place, without anchors; Tian et al. 2019, <a
 * href="https://arxiv.org/abs/1904.01355">arXiv:1904.01355</a>. Names as in torchvision.
 */
public final class Fcos {
  private Fcos() {}

  /** Over ResNet-50 with frozen batch norms, as torchvision publishes it. */
  public static Drawing resnet50(DetectorOptions options) {
    var base = Backbones.Base.frozen("resnet50", options, 1e-5);
    return draw("fcos_resnet50_fpn", base, options, Pyramid.WIDE);
  }

  /** Over any backbone, with half the channels. */
  static Drawing over(Backbones.Base base, String name, DetectorOptions options) {
    return draw(name, base, options, Pyramid.SLIM);
  }

  private static Drawing draw(String name, Backbones.Base base, DetectorOptions options, int out) {
    Wire image = Wire.image(name, options.channels());
    List<Wire> levels = Pyramid.levels(base, image, out, Fpn.Extra.P6P7);
    List<Output> outputs = Pyramid.shared(levels, in -> head(in, options.classes()));
    return new Drawing(
        image.network(outputs),
        new Style.Fcos(Pyramid.LEVELS),
        Pyramid.INIT,
        800,
        Pyramid.STEP_PX,
        Pyramid.SCORES,
        Optional.of(base.backbone()));
  }

  private static List<Output> head(Wire x, int classes) {
    Wire scores =
        x.within("classification_head", in -> tower(in).convBias("cls_logits", classes, 3, 1));
    Wire tower = x.within("regression_head", Fcos::tower);
    Wire boxes = tower.within("regression_head", in -> in.convBias("bbox_reg", 4, 3, 1).relu());
    Wire center = tower.within("regression_head", in -> in.convBias("bbox_ctrness", 1, 3, 1));
    return List.of(
        new Output("boxes", boxes.name()),
        new Output("scores", scores.name()),
        new Output("centerness", center.name()));
  }

  private static Wire tower(Wire x) {
    int out = x.channels();
    for (int i = 0; i < 4; i++)
      x =
          x.convBias("conv." + 3 * i, out, 3, 1)
              .then("conv." + (3 * i + 1), new Op.GroupNorm(32, out, 1e-5))
              .relu();
    return x;
  }
}
