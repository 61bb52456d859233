package dev.fovea.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as plain data, checked when it is made: every node comes after its inputs, names are
 * unique, channels fit, and tensors are shared only where shapes agree.
 *
 * @param name of the architecture, e.g. {@code resnet18}
 * @param inputs where values enter
 * @param nodes in topological order
 * @param outputs what can be asked for; a reader walks only the nodes that the wanted ones need
 */
public record Network(String name, List<Input> inputs, List<Node> nodes, List<Output> outputs) {
  public Network {
    Check.name("a network", name);
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty()) throw new GraphException(name + ": a network needs an input");
    if (outputs.isEmpty()) throw new GraphException(name + ": a network needs an output");
    var known = new HashSet<String>();
    for (Input input : inputs) if (!known.add(input.name())) throw twice(name, input.name());
    for (Node node : nodes) {
      for (String input : node.inputs())
        if (!known.contains(input))
          throw new GraphException(
              name
                  + ": node "
                  + node.name()
                  + " reads "
                  + input
                  + ", which does not come before it");
      if (!known.add(node.name())) throw twice(name, node.name());
    }
    var answers = new HashSet<String>();
    for (Output output : outputs) {
      if (!known.contains(output.node()))
        throw new GraphException(
            name
                + ": output "
                + output.name()
                + " is node "
                + output.node()
                + ", which does not exist");
      if (!answers.add(output.name()))
        throw new GraphException(name + ": two outputs are named " + output.name());
    }
    tensorsAgree(name, nodes);
    Shapes.walk(name, inputs, nodes, Map.of());
  }

  /** The single image, vector or token input of most networks. */
  public Input input() {
    if (inputs.size() != 1)
      throw new GraphException(name + " has " + inputs.size() + " inputs; say which one");
    return inputs.getFirst();
  }

  /** The same network with only the named outputs and the nodes that they need. */
  public Network only(String... wanted) {
    var kept = new ArrayList<Output>();
    for (String output : wanted) kept.add(output(output));
    Set<String> needed = new HashSet<>();
    for (Output output : kept) needed.add(output.node());
    for (Node node : nodes.reversed())
      if (needed.contains(node.name())) needed.addAll(node.inputs());
    return new Network(
        name,
        inputs.stream().filter(i -> needed.contains(i.name())).toList(),
        nodes.stream().filter(n -> needed.contains(n.name())).toList(),
        kept);
  }

  /** The output of a name. */
  public Output output(String wanted) {
    for (Output output : outputs) if (output.name().equals(wanted)) return output;
    throw new GraphException(
        name
            + " has no output "
            + wanted
            + ", only "
            + outputs.stream().map(Output::name).toList());
  }

  private static void tensorsAgree(String name, List<Node> nodes) {
    var owners = new HashMap<String, Node>();
    for (Node node : nodes) {
      var params = Params.of(node.op());
      if (params.isEmpty()) continue;
      Node owner = owners.putIfAbsent(node.weights(), node);
      if (owner != null && !Params.of(owner.op()).equals(params))
        throw new GraphException(
            name
                + ": nodes "
                + owner.name()
                + " and "
                + node.name()
                + " share the tensors of "
                + node.weights()
                + " but need other shapes");
    }
  }

  private static GraphException twice(String name, String node) {
    return new GraphException(name + ": two nodes are named " + node);
  }
}
