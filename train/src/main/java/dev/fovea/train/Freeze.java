package dev.fovea.train;

import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import java.util.List;

/**
 * Rewrites a network for training with parts that stay as they are: batch norms under frozen
 * prefixes become {@link Op.FrozenBatchNorm}, which normalises by its running statistics and leaves
 * them alone. Names stay, so the same weights fit both networks.
 */
public final class Freeze {
  private Freeze() {}

  /**
   * @param prefixes leading parts of state-dict names, e.g. {@code layer1} or {@code
   *     layer1.0.conv1}; {@code layer1} does not mean layer10
   * @throws TrainException where a prefix names no tensor of the network
   */
  public static Network of(Network network, List<String> prefixes) {
    for (String prefix : prefixes)
      if (Params.of(network).keySet().stream().noneMatch(name -> under(prefix, name)))
        throw new TrainException(
            network.name()
                + ": nothing is named "
                + prefix
                + " that could be frozen; its parts are "
                + parts(network));
    if (prefixes.isEmpty()) return network;
    List<Node> nodes = network.nodes().stream().map(node -> frozen(node, prefixes)).toList();
    return new Network(network.name(), network.inputs(), nodes, network.outputs());
  }

  /** The prefixes of all batch norms: with them frozen a network keeps its statistics. */
  public static List<String> norms(Network network) {
    return network.nodes().stream()
        .filter(node -> node.op() instanceof Op.BatchNorm)
        .map(Node::weights)
        .distinct()
        .toList();
  }

  /** Whether a tensor, or a node's weights, lie under one of the prefixes. */
  static boolean covers(List<String> prefixes, String name) {
    return prefixes.stream().anyMatch(prefix -> under(prefix, name));
  }

  private static boolean under(String prefix, String name) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }

  private static Node frozen(Node node, List<String> prefixes) {
    return node.op() instanceof Op.BatchNorm norm && covers(prefixes, node.weights())
        ? node.with(new Op.FrozenBatchNorm(norm.channels(), norm.eps()))
        : node;
  }

  private static List<String> parts(Network network) {
    return Params.of(network).keySet().stream()
        .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
        .distinct()
        .toList();
  }
}
