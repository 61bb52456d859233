package dev.fovea.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier knows of a picture before it decides: the value that its {@link Head} reads, as
 * a vector. Dropout in front of it is passed over, and a map is averaged over its places.
 */
public final class Features {
  /** The name of the output. */
  public static final String OUTPUT = "features";

  private Features() {}

  /**
   * From the image to the features alone.
   *
   * @throws GraphException where there is no head that reads a vector or a map
   */
  public static Network of(Network network) {
    return beside(network)
        .orElseThrow(() ->
            new GraphException(
                network.name()
                    + " has no linear layer and no convolution at its end that reads one vector"
                    + " a picture, so it has no features"))
        .only(OUTPUT);
  }

  /** The same network with one more output, {@value #OUTPUT}; empty where it has no features. */
  public static Optional<Network> beside(Network network) {
    Optional<Node> head = Head.of(network);
    if (head.isEmpty()) return Optional.empty();
    String value = head.get().inputs().getFirst();
    for (Node node : network.nodes().reversed())
      if (node.name().equals(value) && node.op() instanceof Op.Dropout)
        value = node.inputs().getFirst();
    return switch (Shapes.of(network).get(value)) {
      case Shape.Vector _ -> Optional.of(with(network, List.of(), value));
      case Shape.Map _ -> Optional.of(with(network, mean(value), "features.flat"));
      case Shape.Tokens _ -> Optional.empty();
    };
  }

  private static Network with(Network network, List<Node> more, String value) {
    var nodes = new ArrayList<>(network.nodes());
    nodes.addAll(more);
    var outputs = new ArrayList<>(network.outputs());
    outputs.add(new Output(OUTPUT, value));
    return new Network(network.name(), network.inputs(), nodes, outputs);
  }

  private static List<Node> mean(String map) {
    return List.of(
        node("features.mean", new Op.AdaptiveAvgPool2d(Size.of(1)), map),
        node("features.flat", new Op.Flatten(), "features.mean"));
  }

  /** How many numbers the features of a picture are. */
  public static int width(Network network) {
    Network features = of(network);
    return Shapes.of(features).get(features.outputs().getFirst().node()).c();
  }

  private static Node node(String name, Op op, String input) {
    return new Node(name, op, List.of(input), name);
  }
}
