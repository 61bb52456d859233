package dev.fovea.project;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.FasterRcnn;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** As {@link OwnGraph}, of a detector: under a name of the zoo a graph that it does not draw. */
final class OwnDetector {
  private OwnDetector() {}

  /**
   * For the classes of a data set: the layers that hang on them answer as those of the zoo do.
   *
   * @throws RecipeException where the graph gives other answers than a detector of its name
   */
  static Network network(Network own, ModelRecipe model, int classes) {
    OwnGraph.checkChannels(own, model);
    Drawing drawing =
        Detectors.of(own.name(), DetectorOptions.of(classes).withChannels(model.channels()));
    Map<String, Op> heads =
        drawing.network().nodes().stream()
            .filter(node -> node.name().matches(drawing.head()))
            .collect(Collectors.toMap(Node::name, Node::op));
    List<Node> nodes =
        own.nodes().stream()
            .map(node ->
                heads.containsKey(node.name())
                    ? node.with(answering(node.op(), heads.get(node.name())))
                    : node)
            .toList();
    Network network = new Network(own.name(), own.inputs(), nodes, own.outputs());
    check(network, drawing.network(), model, classes);
    return network;
  }

  /** The layer with as many answers as another. */
  private static Op answering(Op layer, Op drawn) {
    if (layer instanceof Op.Conv2d conv && drawn instanceof Op.Conv2d to)
      return conv.withOut(to.out());
    if (layer instanceof Op.Linear line && drawn instanceof Op.Linear to)
      return new Op.Linear(line.in(), to.out(), line.bias());
    return layer;
  }

  private static void check(Network own, Network drawn, ModelRecipe model, int classes) {
    Function<Output, Shape> wanted = answers(drawn, model);
    Function<Output, Shape> there = answers(own, model);
    for (Output output : drawn.outputs()) {
      if (output.name().startsWith("map")) continue; // between the networks of Faster R-CNN
      Shape shape = there.apply(output(own, output.name()));
      if (!shape.equals(wanted.apply(output)))
        throw new RecipeException(
            "the weights' own network %s gives %s as %s, a detector of %d classes as %s; take other weights"
                .formatted(own.name(), output.name(), shape, classes, wanted.apply(output)));
    }
  }

  private static Output output(Network own, String name) {
    try {
      return own.output(name);
    } catch (GraphException e) {
      throw new RecipeException(
          "the weights' own network cannot learn to detect: " + e.getMessage() + "; take others");
    }
  }

  private static Function<Output, Shape> answers(Network network, ModelRecipe model) {
    var shapes =
        FasterRcnn.draws(network)
            ? FasterRcnn.shapes(network, model.size(), model.widthPx())
            : Shapes.of(network, model.size(), model.widthPx());
    return output -> shapes.get(output.node());
  }
}
