package dev.fovea.project;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shapes;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Processor;
import dev.fovea.zoo.detect.FasterRcnn;
import java.util.Optional;

/**
 * In which numbers a network learns where the recipe says {@code auto}: bf16 where the device
 * multiplies it by itself and it is quicker. On processors it is not where much of the work is in
 * depthwise convolutions: a step of MobileNetV3 (12 % of its multiply-adds) took 1.33 times as long
 * as in float32, one of ConvNeXt (2 %) 0.68 (bench/README.md).
 */
record AutoPrecision(boolean cuda, boolean there) {
  private static final double MOST_DEPTHWISE = 0.05;

  /** On the device of a recipe. */
  static AutoPrecision of(TrainRecipe train) {
    return new AutoPrecision(Devices.of(train.device()).is_cuda(), Processor.here().bf16());
  }

  /** The recipe with its precision named. */
  Recipe settle(Recipe recipe, Network network) {
    if (!recipe.train().precision().equals("auto")) return recipe;
    boolean quicker = cuda || (there && depthwise(network, recipe.model().size()) < MOST_DEPTHWISE);
    return recipe.with("train.precision", quicker ? "bf16" : "float32");
  }

  /** What was chosen, in a sentence; empty where the recipe had said it. */
  static Optional<String> sentence(Recipe asked, Recipe settled) {
    if (!asked.train().precision().equals("auto")) return Optional.empty();
    return Optional.of("learns in " + settled.train().precision() + " (train.precision)");
  }

  /** The share of its multiply-adds, 0 to 1. */
  static double depthwise(Network network, int px) {
    var shapes =
        FasterRcnn.draws(network) ? FasterRcnn.shapes(network, px, px) : Shapes.of(network, px, px);
    var macs = Macs.byNode(network, shapes);
    long all = macs.values().stream().mapToLong(Long::longValue).sum();
    long depthwise =
        network.nodes().stream()
            .filter(AutoPrecision::depthwise)
            .mapToLong(node -> macs.get(node.name()))
            .sum();
    return all == 0 ? 0 : (double) depthwise / all;
  }

  private static boolean depthwise(Node node) {
    return node.op() instanceof Op.Conv2d c && c.groups() > 1 && c.groups() == c.in();
  }
}
