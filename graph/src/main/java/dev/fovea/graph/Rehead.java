package dev.fovea.graph;

import java.util.List;

/**
 * A classifier for other classes: the same network whose {@link Head} has another number of
 * channels. Names stay, so the same weights fit all but the head.
 */
public final class Rehead {
  private Rehead() {}

  /**
   * Rewrites.
   *
   * @param network whose first output has one channel a class
   * @param classes that the new one tells apart, at least 1
   * @throws GraphException where the last layer does not make the logits, or something behind it
   *     was made for so many classes as there were
   */
  public static Network of(Network network, int classes) {
    if (classes < 1) throw new GraphException("a network needs a class, got " + classes);
    Node head =
        Head.of(network)
            .orElseThrow(() -> refused(network, "no linear layer and no convolution at its end"));
    if (classes(network) != out(head.op()))
      throw refused(network, "no logits from its last layer, " + head.name());
    Node other = head.with(withOut(head.op(), classes));
    List<Node> nodes =
        network.nodes().stream().map(node -> node.equals(head) ? other : node).toList();
    try {
      var rewritten = new Network(network.name(), network.inputs(), nodes, network.outputs());
      if (classes(rewritten) == classes) return rewritten;
    } catch (GraphException e) {
      throw new GraphException(
          "a head of " + classes + " classes does not fit into " + e.getMessage(), e);
    }
    throw refused(network, "no logits from its last layer, " + head.name() + ", alone");
  }

  private static int classes(Network network) {
    return Shapes.of(network).get(network.outputs().getFirst().node()).c();
  }

  private static int out(Op head) {
    return head instanceof Op.Linear l ? l.out() : ((Op.Conv2d) head).out();
  }

  private static Op withOut(Op head, int out) {
    return head instanceof Op.Linear l
        ? new Op.Linear(l.in(), out, l.bias())
        : ((Op.Conv2d) head).withOut(out);
  }

  private static GraphException refused(Network network, String what) {
    return new GraphException(network.name() + " has " + what + ", so it can get no other head");
  }
}
