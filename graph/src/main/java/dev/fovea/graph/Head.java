package dev.fovea.graph;

import java.util.Optional;

/**
 * The layer that decides: the last linear layer or convolution in front of a network's first
 * output. In a classifier it has a channel a class, and its tensors are those that depend on the
 * classes.
 */
public final class Head {
  private Head() {}

  /** The node; empty where there is none. */
  public static Optional<Node> of(Network network) {
    return network.only(network.outputs().getFirst().name()).nodes().reversed().stream()
        .filter(node -> node.op() instanceof Op.Linear || node.op() instanceof Op.Conv2d)
        .findFirst();
  }
}
