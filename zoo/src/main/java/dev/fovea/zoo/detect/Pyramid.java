package dev.fovea.zoo.detect;

import dev.fovea.graph.Init;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What RetinaNet and FCOS have in common: five levels, and one head that all of them share. */
final class Pyramid {
  static final List<Integer> LEVELS = List.of(3, 4, 5, 6, 7);

  /** The last layer of a head's scores. */
  static final String SCORES = "head\\..*\\.cls_logits";

  /** Channels of torchvision's pyramid. */
  static final int WIDE = 256;

  /** Channels of a pyramid over a backbone of one's choice: a quarter of the work. */
  static final int SLIM = 128;

  /** torchvision pads pictures to multiples of it. */
  static final int STEP_PX = 32;

  /** Chance of a thing of a class at a place before anything is learned; Lin et al. 2017. */
  private static final double PRIOR = 0.01;

  /**
   * As torchvision: its {@code kaiming_uniform_(a=1)} of the pyramid has the deviation of {@link
   * Init.Fill.LecunNormal}.
   */
  static final Init INIT =
      Init.KAIMING_FAN_OUT
          .with(Op.Conv2d.class, "weight", "backbone\\.fpn\\..*", new Init.Fill.LecunNormal())
          .with(Op.Conv2d.class, "bias", ".*", new Init.Fill.Constant(0))
          .with(Op.Conv2d.class, "weight", "head\\..*", new Init.Fill.Normal(0.01))
          .with(
              Op.Conv2d.class,
              "bias",
              SCORES,
              new Init.Fill.Constant(Math.log(PRIOR / (1 - PRIOR))));

  private Pyramid() {}

  /** The maps of the five levels. */
  static List<Wire> levels(Backbones.Base base, Wire image, int out, Fpn.Extra extra) {
    List<Wire> maps = base.maps(image, LEVELS.subList(0, 3));
    return image.within("backbone.fpn", _ -> Fpn.draw(maps, out, extra));
  }

  /** Draws a head at each level over the same tensors; its outputs get the level in front. */
  static List<Output> shared(List<Wire> levels, Function<Wire, List<Output>> head) {
    var outputs = new ArrayList<Output>();
    for (int i = 0; i < levels.size(); i++) {
      String level = "p" + LEVELS.get(i);
      for (Output own : levels.get(i).within("head." + level, "head", head))
        outputs.add(new Output(level + "." + own.name(), own.node()));
    }
    return outputs;
  }
}
