package dev.fovea.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network in two parts: what leads up to a value, and what follows from it. Run one after the
 * other they answer as the whole does, over the same weights.
 */
public final class Cut {
  private Cut() {}

  /**
   * The nodes that every way from the inputs to the outputs passes, in order: those at which a
   * network can be cut in two.
   */
  public static List<String> places(Network network) {
    Map<String, Integer> lastRead = new HashMap<>();
    List<Node> nodes = network.nodes();
    Set<String> fed = fed(network);
    for (int i = 0; i < nodes.size(); i++)
      for (String input : nodes.get(i).inputs()) lastRead.put(input, i);
    network.outputs().forEach(output -> lastRead.put(output.node(), nodes.size()));
    int open = -1;
    for (Input input : network.inputs())
      open = Math.max(open, lastRead.getOrDefault(input.name(), -1));
    var places = new ArrayList<String>();
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get(i).name();
      if (!fed.contains(name) || !lastRead.containsKey(name)) continue;
      if (open <= i) places.add(name);
      open = Math.max(open, lastRead.get(name));
    }
    return places;
  }

  /** The inputs, and the nodes whose values follow from them: not from learned tensors alone. */
  private static Set<String> fed(Network network) {
    var fed = new HashSet<String>();
    network.inputs().forEach(input -> fed.add(input.name()));
    for (Node node : network.nodes())
      if (node.inputs().stream().anyMatch(fed::contains)) fed.add(node.name());
    return fed;
  }

  /** From the inputs to a node, whose value is the output, named as the node. */
  public static Network upTo(Network network, String node) {
    var value = new Output(node, node);
    return new Network(network.name(), network.inputs(), network.nodes(), List.of(value))
        .only(node);
  }

  /**
   * From a node's value, which is the input and named as the node, to the outputs.
   *
   * @throws GraphException where something after it reads past it
   */
  public static Network from(Network network, String node) {
    Shape shape = Shapes.of(network).get(node);
    if (shape == null) throw new GraphException(network.name() + " has no node " + node);
    Set<String> needed = new HashSet<>();
    network.outputs().forEach(output -> needed.add(output.node()));
    var kept = new ArrayList<Node>();
    for (Node each : network.nodes().reversed()) {
      if (each.name().equals(node) || !needed.contains(each.name())) continue;
      needed.addAll(each.inputs());
      kept.addFirst(each);
    }
    for (Input input : network.inputs())
      if (needed.contains(input.name()) && !input.name().equals(node))
        throw new GraphException(
            network.name()
                + " cannot be cut at "
                + node
                + ", for there are ways past it; cut at one of Cut.places");
    return new Network(network.name(), List.of(new Input(node, shape)), kept, network.outputs());
  }
}
