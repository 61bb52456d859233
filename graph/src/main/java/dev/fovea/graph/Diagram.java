package dev.fovea.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as a Mermaid flowchart, which GitHub and most Markdown readers draw: a box a node with
 * its op and the shape that leaves it, a frame around nodes whose names start alike.
 */
public final class Diagram {
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Shape> shapes;
  private final StringBuilder out = new StringBuilder("flowchart TD\n");
  private int frames;

  private Diagram(Map<String, Shape> shapes) {
    this.shapes = shapes;
  }

  /** As drawn; a height, width or length that the network leaves open is a question mark. */
  public static String of(Network network) {
    return of(network, Shapes.of(network));
  }

  /** With the shapes of {@link Shapes}, for given pixels say. */
  public static String of(Network network, Map<String, Shape> shapes) {
    var diagram = new Diagram(shapes);
    for (Input input : network.inputs())
      diagram.box("  ", input.name(), input.name(), "input", "([", "])");
    diagram.parts(Tree.of(network), "  ");
    for (Node node : network.nodes())
      for (String input : node.inputs()) diagram.arrow(input, diagram.ids.get(node.name()));
    for (int i = 0; i < network.outputs().size(); i++) {
      Output output = network.outputs().get(i);
      diagram.out.append("  out" + i + "([\"" + escape(output.name()) + "\"])\n");
      diagram.arrow(output.node(), "out" + i);
    }
    return diagram.out.toString();
  }

  private void parts(List<Tree> parts, String indent) {
    for (Tree part : parts)
      switch (part) {
        case Tree.Leaf leaf -> {
          String op = leaf.node().op().getClass().getSimpleName();
          box(indent, leaf.node().name(), leaf.label(), op, "[", "]");
        }
        case Tree.Group group -> {
          out.append(indent + "subgraph g" + frames++ + " [\"" + escape(group.label()) + "\"]\n");
          parts(group.parts(), indent + "  ");
          out.append(indent + "end\n");
        }
      }
  }

  private void box(String indent, String name, String label, String op, String open, String close) {
    String id = "n" + ids.size();
    ids.put(name, id);
    String text = escape(label) + "<br/>" + op + " " + shapes.get(name);
    out.append(indent + id + open + "\"" + text + "\"" + close + "\n");
  }

  private void arrow(String from, String toId) {
    out.append("  " + ids.get(from) + " --> " + toId + "\n");
  }

  /** Mermaid's own entities, so that no name can end a label or start markup. */
  private static String escape(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0) escaped.appendCodePoint(c);
          else escaped.append('#').append(c).append(';');
        });
    return escaped.toString();
  }
}
