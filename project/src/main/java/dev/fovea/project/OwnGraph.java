package dev.fovea.project;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Head;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Rehead;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Stem;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The graph of a model file that no family of the zoo draws: of a network that was pruned, or drawn
 * by whoever wrote the file. A run that starts from it learns that graph, with a head for its own
 * classes.
 */
final class OwnGraph {
  private OwnGraph() {}

  /** The stored graph; empty where the zoo draws the same under its name. */
  static Optional<Network> of(Network stored) {
    return isOfZoo(stored) ? Optional.empty() : Optional.of(stored);
  }

  /**
   * For the classes of a data set.
   *
   * @throws RecipeException where the recipe asks for what this network cannot be
   */
  static Network network(Network own, ModelRecipe model, int classes) {
    checkChannels(own, model);
    if (model.dropout() != null || model.stochasticDepth() != null)
      throw new RecipeException(
          "model.dropout and model.stochastic_depth are those of the weights' own network "
              + own.name()
              + "; leave them out");
    Network network = Rehead.of(own, classes);
    var _ = Shapes.of(network, model.size(), model.widthPx()); // refuses another size than it takes
    return network;
  }

  static void checkChannels(Network own, ModelRecipe model) {
    int channels = own.inputs().getFirst().shape().c();
    if (model.channels() != channels)
      throw new RecipeException(
          "model.channels must be %d for the weights' own network %s, got %d; leave it out"
              .formatted(channels, own.name(), model.channels()));
  }

  /** How tensors of a network start: as its family publishes, or as PyTorch does. */
  static Init init(Network network) {
    String name = network.name();
    if (Detectors.has(name)) return Detectors.of(name, DetectorOptions.of(1)).init();
    return Zoo.names().contains(name) ? Zoo.family(name).init() : Init.PYTORCH;
  }

  private static boolean isOfZoo(Network stored) {
    if (Detectors.has(stored.name())) return isDetector(stored);
    if (!Zoo.names().contains(stored.name())) return false;
    for (Stem stem : Zoo.family(stored.name()).stems())
      try {
        if (layers(Zoo.network(stored.name(), options(stored, stem))).equals(layers(stored)))
          return true;
      } catch (GraphException _) { // it cannot be drawn for such classes or pictures
      }
    return false;
  }

  private static boolean isDetector(Network stored) {
    var options = DetectorOptions.of(1).withChannels(stored.inputs().getFirst().shape().c());
    Drawing one = Detectors.of(stored.name(), options);
    int each = one.style() instanceof Style.RetinaNet retina ? retina.anchors() : 1;
    boolean regions = one.style() instanceof Style.FasterRcnn;
    String scores = regions ? "classes" : "p" + one.style().levels().getFirst() + ".scores";
    if (stored.outputs().stream().noneMatch(output -> output.name().equals(scores))) return false;
    int classes = Shapes.of(stored).get(stored.output(scores).node()).c() / each;
    if (regions) classes--; // the background
    var same = DetectorOptions.of(Math.max(1, classes)).withChannels(options.channels());
    return Stream.of(same, same.withMovingNorms(true))
        .map(norms -> layers(Detectors.of(stored.name(), norms).network()))
        .anyMatch(layers(stored)::equals);
  }

  private static Options options(Network stored, Stem stem) {
    Shape image = stored.input().shape();
    int classes =
        Head.of(stored)
            .map(head -> Params.of(head.op()).get("weight").shape().getFirst())
            .orElse(1);
    Options options = Options.of(classes).withChannels(image.c()).withStem(stem);
    return image instanceof Shape.Map m && m.h() != Shape.FREE ? options.withSize(m.h()) : options;
  }

  /** What computes, over which weights; the dice of training are a recipe's to choose. */
  private static List<Object> layers(Network network) {
    var layers = new ArrayList<Object>();
    for (var node : network.nodes())
      if (!(node.op() instanceof Op.Dropout || node.op() instanceof Op.StochasticDepth))
        layers.add(List.of(node.op(), node.weights()));
    return layers;
  }
}
