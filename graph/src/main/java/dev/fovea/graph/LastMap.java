package dev.fovea.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The last value of a network that still has places in the picture and decides the answer alone: a
 * map of more than one pixel, or the tokens of one in front of the last attention, behind which the
 * class token is all that is read. What an adaptive pool makes has no places of its own.
 *
 * @param node whose value it is; the network can be cut there
 * @param height of the map, in places
 * @param width of the map, in places
 * @param lead tokens in front of those of the picture, such as a class token; 0 for a map
 */
public record LastMap(String node, int height, int width, int lead) {

  /** Of pictures of one size in pixels; empty where a network has no such value. */
  public static Optional<LastMap> of(Network network, int heightPx, int widthPx) {
    SequencedMap<String, Shape> shapes = Shapes.of(network, heightPx, widthPx);
    var places = new HashSet<>(Cut.places(network));
    LastMap last = null;
    Shape.Map grid = new Shape.Map(1, heightPx, widthPx);
    for (Node node : attended(network)) {
      Shape shape = shapes.get(node.name());
      if (shape instanceof Shape.Map map) grid = map;
      if (!places.contains(node.name()) || node.op() instanceof Op.AdaptiveAvgPool2d) continue;
      if (shape instanceof Shape.Map map && map.h() * map.w() > 1)
        last = new LastMap(node.name(), map.h(), map.w(), 0);
      if (shape instanceof Shape.Tokens tokens) {
        int lead = tokens.l() - grid.h() * grid.w();
        if (lead == 0 || lead == 1) last = new LastMap(node.name(), grid.h(), grid.w(), lead);
      }
    }
    return Optional.ofNullable(last);
  }

  /** All nodes, or those in front of the last attention among all tokens. */
  private static List<Node> attended(Network network) {
    List<Node> nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--)
      if (nodes.get(i).op() instanceof Op.MultiheadAttention) return nodes.subList(0, i);
    return nodes;
  }
}
