package dev.fovea.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as JSON, the form that model files carry:
 *
 * <pre>{@code
 * {"format": "fovea-graph", "version": 1, "name": "tiny",
 *  "inputs": [{"name": "image", "shape": {"map": [3, null, null]}}],
 *  "nodes": [{"name": "fc", "op": "Linear", "with": {"in": 3, "out": 10, "bias": true},
 *             "inputs": ["image"]}],
 *  "outputs": [{"name": "logits", "node": "fc"}]}
 * }</pre>
 *
 * <p>A node says {@code weights} only where they are not under its own name. Reading is strict: an
 * unknown key, op or version is refused in one sentence, and so is text made to exhaust memory.
 */
public final class GraphJson {
  private static final String FORMAT = "fovea-graph";
  private static final int VERSION = 1;
  private static final int NODES = 100_000;

  private GraphJson() {}

  /** The network as one line of JSON; equal networks give equal text. */
  public static String write(Network network) {
    var text = new StringWriter();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(text)) {
      write(network, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the network as one value into a larger document. */
  public static void write(Network network, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("format", FORMAT);
    out.writeNumberField("version", VERSION);
    out.writeStringField("name", network.name());
    out.writeArrayFieldStart("inputs");
    for (Input input : network.inputs()) write(input, out);
    out.writeEndArray();
    out.writeArrayFieldStart("nodes");
    for (Node node : network.nodes()) write(node, out);
    out.writeEndArray();
    out.writeArrayFieldStart("outputs");
    for (Output output : network.outputs()) write(output, out);
    out.writeEndArray();
    out.writeEndObject();
  }

  /** The network that a text describes, checked as if it had just been drawn. */
  public static Network read(String json) {
    return read(JsonTree.of(json));
  }

  /** The network that starts at the parser's current token, within a larger document. */
  public static Network read(JsonParser parser) throws IOException {
    return read(JsonTree.of(parser));
  }

  private static void write(Input input, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", input.name());
    out.writeFieldName("shape");
    ShapeJson.write(input.shape(), out);
    out.writeEndObject();
  }

  private static void write(Node node, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", node.name());
    OpJson.write(node.op(), out);
    out.writeArrayFieldStart("inputs");
    for (String input : node.inputs()) out.writeString(input);
    out.writeEndArray();
    if (!node.weights().equals(node.name())) out.writeStringField("weights", node.weights());
    out.writeEndObject();
  }

  private static void write(Output output, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", output.name());
    out.writeStringField("node", output.node());
    out.writeEndObject();
  }

  private static Network read(Object tree) {
    var graph = JsonFields.of("graph JSON", tree);
    String format = graph.text("format");
    if (!format.equals(FORMAT))
      throw new GraphException("graph JSON must be of format " + FORMAT + ", got " + format);
    int version = graph.integer("version");
    if (version != VERSION)
      throw new GraphException(
          "graph JSON is of version "
              + version
              + ", this Fovea reads version "
              + VERSION
              + "; use a Fovea as new as the file");
    String name = graph.text("name");
    List<Input> inputs = new ArrayList<>();
    for (Object input : graph.list("inputs")) inputs.add(input(input));
    List<?> nodesJson = graph.list("nodes");
    if (nodesJson.size() > NODES)
      throw new GraphException("graph JSON has " + nodesJson.size() + " nodes, more than " + NODES);
    List<Node> nodes = new ArrayList<>();
    for (Object node : nodesJson) nodes.add(node(nodes.size(), node));
    List<Output> outputs = new ArrayList<>();
    for (Object output : graph.list("outputs")) outputs.add(output(output));
    graph.end();
    try {
      return new Network(name, inputs, nodes, outputs);
    } catch (ArithmeticException e) {
      throw new GraphException(name + ": its shapes are too large: " + e.getMessage(), e);
    }
  }

  private static Input input(Object json) {
    var fields = JsonFields.of("an input", json);
    var input =
        new Input(
            fields.text("name"), ShapeJson.read("the shape of an input", fields.take("shape")));
    fields.end();
    return input;
  }

  private static Node node(int index, Object json) {
    var fields = JsonFields.of("node " + index, json);
    String name = fields.text("name");
    String what = "node " + name;
    Op op = OpJson.read(what, fields);
    var inputs = new ArrayList<String>();
    for (Object input : fields.list("inputs"))
      inputs.add(JsonFields.text(what + ": an input", input));
    String weights = fields.has("weights") ? fields.text("weights") : name;
    fields.end();
    return new Node(name, op, inputs, weights);
  }

  private static Output output(Object json) {
    var fields = JsonFields.of("an output", json);
    var output = new Output(fields.text("name"), fields.text("node"));
    fields.end();
    return output;
  }
}
