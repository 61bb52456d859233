package dev.fovea.graph;

import java.util.List;

/**
 * An op at its place in a network; one node makes one value.
 *
 * @param name unique in the network, as in a PyTorch module tree, e.g. {@code layer1.0.conv1}
 * @param op what it computes
 * @param inputs names of the nodes or network inputs that it reads, in the op's order
 * @param weights state-dict prefix of its tensors; equals the name, unless weights are shared
 */
public record Node(String name, Op op, List<String> inputs, String weights) {
  public Node {
    Check.name("a node", name);
    Check.name("the weights of node " + name, weights);
    if (op == null) throw new GraphException("node " + name + " has no op");
    inputs = List.copyOf(inputs);
  }

  /** The same place with another op. */
  public Node with(Op op) {
    return new Node(name, op, inputs, weights);
  }
}
