package dev.fovea.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a network folded by the dots of their names, in drawing order: what readers show to
 * people. A group that is left and entered again appears twice.
 */
sealed interface Tree {
  /** The last part of the name, e.g. {@code conv1} of {@code layer1.0.conv1}. */
  String label();

  /** The node whose value leaves this part. */
  Node last();

  /** One node. */
  record Leaf(String label, Node node) implements Tree {
    @Override
    public Node last() {
      return node;
    }
  }

  /** Neighbours whose names start alike. */
  record Group(String label, List<Tree> parts) implements Tree {
    public Group {
      parts = List.copyOf(parts);
    }

    @Override
    public Node last() {
      return parts.getLast().last();
    }
  }

  /** All nodes of a network. */
  static List<Tree> of(Network network) {
    return of(network.nodes(), 0);
  }

  private static List<Tree> of(List<Node> nodes, int prefix) {
    var parts = new ArrayList<Tree>();
    for (int i = 0; i < nodes.size(); ) {
      String name = nodes.get(i).name();
      int dot = name.indexOf('.', prefix);
      if (dot < 0) {
        parts.add(new Leaf(name.substring(prefix), nodes.get(i++)));
        continue;
      }
      String start = name.substring(0, dot + 1);
      int end = i;
      while (end < nodes.size() && nodes.get(end).name().startsWith(start)) end++;
      parts.add(new Group(name.substring(prefix, dot), of(nodes.subList(i, end), dot + 1)));
      i = end;
    }
    return parts;
  }
}
