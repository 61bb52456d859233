package dev.fovea.graph;

import static dev.fovea.graph.Shape.FREE;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The shape on every wire. Free dimensions pass through, so the same walk checks a network when it
 * is drawn (nothing known but channels) and answers for given pixels.
 */
public final class Shapes {
  private Shapes() {}

  /** By input and node name, for images of one height and width, in pixels. */
  public static SequencedMap<String, Shape> of(Network network, int height, int width) {
    var entering = new LinkedHashMap<String, Shape>();
    for (Input input : network.inputs())
      entering.put(
          input.name(),
          input.shape() instanceof Shape.Map m
              ? new Shape.Map(m.c(), height, width)
              : input.shape());
    return of(network, entering);
  }

  /** By input and node name, as drawn: what the network leaves open is {@link Shape#FREE}. */
  public static SequencedMap<String, Shape> of(Network network) {
    return of(network, Map.of());
  }

  /** By input and node name, for the given inputs; those not given enter as declared. */
  public static SequencedMap<String, Shape> of(Network network, Map<String, Shape> entering) {
    return walk(network.name(), network.inputs(), network.nodes(), entering);
  }

  static SequencedMap<String, Shape> walk(
      String network, List<Input> inputs, List<Node> nodes, Map<String, Shape> entering) {
    var shapes = new LinkedHashMap<String, Shape>();
    for (Input input : inputs) {
      Shape shape = entering.getOrDefault(input.name(), input.shape());
      if (!fits(input.shape(), shape))
        throw new GraphException(
            network + ": input " + input.name() + " expects " + input.shape() + ", got " + shape);
      shapes.put(input.name(), shape);
    }
    for (Node node : nodes) {
      List<Shape> in = node.inputs().stream().map(shapes::get).toList();
      shapes.put(node.name(), of(network, node, in));
    }
    return Collections.unmodifiableSequencedMap(shapes);
  }

  /** The shape that leaves a node; refuses, naming network and node, what the op cannot take. */
  static Shape of(String network, Node node, List<Shape> in) {
    try {
      return OpShape.of(node.op(), in);
    } catch (GraphException e) {
      throw new GraphException(
          network + ": node " + node.name() + " " + node.op() + " " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new GraphException(
          network + ": node " + node.name() + " " + node.op() + " makes a value too large of " + in,
          e);
    }
  }

  private static boolean fits(Shape declared, Shape given) {
    return switch (declared) {
      case Shape.Map d ->
          given instanceof Shape.Map g
              && fits(d.c(), g.c())
              && fits(d.h(), g.h())
              && fits(d.w(), g.w());
      case Shape.Tokens d ->
          given instanceof Shape.Tokens g && fits(d.l(), g.l()) && fits(d.c(), g.c());
      case Shape.Vector d -> given instanceof Shape.Vector g && fits(d.c(), g.c());
    };
  }

  private static boolean fits(int declared, int given) {
    return declared == FREE || declared == given;
  }
}
