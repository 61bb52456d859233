package dev.fovea.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The pen that draws a network: a wire is a value in it, each call draws one node and returns its
 * wire. A block is a plain function from wire to wire. Shapes are checked with every stroke.
 *
 * <pre>{@code
 * Wire x = Wire.image("tiny", 3).conv("conv1", 16, 3, 2).norm("bn1").relu();
 * Network tiny = x.average().linear("fc", 10).network("logits");
 * }</pre>
 */
public final class Wire {
  private final Sheet sheet;
  private final String name;
  private final Shape shape;

  private Wire(Sheet sheet, String name, Shape shape) {
    this.sheet = sheet;
    this.name = name;
    this.shape = shape;
  }

  /** What is drawn so far, and under which names the next node goes. */
  private static final class Sheet {
    final String network;
    final List<Input> inputs = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    final Set<String> names = new HashSet<>();
    String scope = "";
    String weights = "";

    Sheet(String network) {
      this.network = network;
    }
  }

  /** Starts a network that reads an image of some channels, any height and width: input "image". */
  public static Wire image(String network, int channels) {
    return start(network, "image", Shape.image(channels));
  }

  /** Starts a network with an input of any kind. */
  public static Wire start(String network, String input, Shape shape) {
    return new Wire(new Sheet(network), null, shape).input(input, shape);
  }

  /** One more input of the same network. */
  public Wire input(String input, Shape shape) {
    if (!sheet.names.add(input))
      throw new GraphException(sheet.network + ": two inputs are named " + input);
    sheet.inputs.add(new Input(input, shape));
    return new Wire(sheet, input, shape);
  }

  /** The name of the node (or input) whose value this is. */
  public String name() {
    return name;
  }

  /** The value's shape; what is known only with pixels is {@link Shape#FREE}. */
  public Shape shape() {
    return shape;
  }

  /** The value's channels. */
  public int channels() {
    return shape.c();
  }

  /**
   * Draws any op on this wire and, where it reads several values, on others after it.
   *
   * <p>A name already taken within the same part gets a number (relu, relu_2) unless the op holds
   * tensors: those names are the file format, so a second one is refused.
   */
  public Wire then(String local, Op op, Wire... others) {
    var inputs = new ArrayList<>(List.of(this));
    inputs.addAll(Arrays.asList(others));
    return draw(local, op, inputs);
  }

  /** A learned tensor as a value: {@link Op.Parameter}. */
  public Wire parameter(String local, List<Integer> dims, Shape shape) {
    return draw(local, new Op.Parameter(dims, shape), List.of());
  }

  /** A square convolution without bias that keeps height and width at stride 1. */
  public Wire conv(String local, int out, int kernel, int stride) {
    return then(local, Op.Conv2d.of(channels(), out, kernel, stride, false));
  }

  /** As {@link #conv(String, int, int, int)}, each group of channels by itself. */
  public Wire conv(String local, int out, int kernel, int stride, int groups) {
    return then(local, Op.Conv2d.of(channels(), out, kernel, stride, false).withGroups(groups));
  }

  /** A square convolution with bias. */
  public Wire convBias(String local, int out, int kernel, int stride) {
    return then(local, Op.Conv2d.of(channels(), out, kernel, stride, true));
  }

  /** Batch normalisation with PyTorch's eps 1e-5 and momentum 0.1. */
  public Wire norm(String local) {
    return then(local, new Op.BatchNorm(channels(), 1e-5, 0.1));
  }

  public Wire relu() {
    return activation(ActivationKind.RELU);
  }

  public Wire activation(ActivationKind kind) {
    return then(kind.name().toLowerCase(java.util.Locale.ROOT), new Op.Activation(kind));
  }

  public Wire maxPool(int kernel, int stride, int padding) {
    return then("maxpool", Op.MaxPool2d.of(kernel, stride, padding));
  }

  /** Global average of a map, as a vector: nodes avgpool and flatten. */
  public Wire average() {
    return then("avgpool", new Op.AdaptiveAvgPool2d(Size.of(1))).then("flatten", new Op.Flatten());
  }

  /** Global maximum of a map, as a vector: nodes maxpool and flatten. */
  public Wire maximum() {
    return then("maxpool", new Op.AdaptiveMaxPool2d(Size.of(1))).then("flatten", new Op.Flatten());
  }

  /** A linear layer with bias. */
  public Wire linear(String local, int out) {
    return then(local, new Op.Linear(channels(), out, true));
  }

  public Wire dropout(double rate) {
    return then("dropout", new Op.Dropout(rate));
  }

  public Wire plus(Wire other) {
    return then("add", new Op.Add(), other);
  }

  public Wire times(Wire other) {
    return then("mul", new Op.Mul(), other);
  }

  /** Channels side by side. */
  public Wire concat(Wire... others) {
    return then("concat", new Op.Concat(Axis.CHANNELS), others);
  }

  /**
   * Draws a part under a name, so that its nodes read {@code layer1.0.conv1}.
   *
   * @param <T> what the part leads to: a wire, or several
   */
  public <T> T within(String scope, Function<Wire, T> part) {
    return within(scope, scope, part);
  }

  /**
   * As above, yet reading its tensors under another name: draws a part again over shared weights.
   */
  public <T> T within(String scope, String weights, Function<Wire, T> part) {
    String outerScope = sheet.scope;
    String outerWeights = sheet.weights;
    sheet.scope = outerScope + scope + ".";
    sheet.weights = outerWeights + weights + ".";
    try {
      return part.apply(this);
    } finally {
      sheet.scope = outerScope;
      sheet.weights = outerWeights;
    }
  }

  /**
   * Draws the nodes of a finished network that lead from its only input, for which this wire
   * stands, to some of its values. Names and tensors go under the part that is being drawn.
   *
   * @param wanted names of its nodes, e.g. {@link Taps}
   * @return a wire for each, in the same order
   */
  public List<Wire> graft(Network network, List<String> wanted) {
    var wires = new HashMap<String, Wire>();
    wires.put(network.input().name(), this);
    for (Node node : leadingTo(network, wanted)) {
      List<Wire> in = node.inputs().stream().map(wires::get).toList();
      wires.put(node.name(), draw(node.name(), node.weights(), node.op(), in));
    }
    return wanted.stream().map(wires::get).toList();
  }

  private static List<Node> leadingTo(Network network, List<String> wanted) {
    List<Output> outputs = wanted.stream().distinct().map(node -> new Output(node, node)).toList();
    return new Network(network.name(), network.inputs(), network.nodes(), outputs)
        .only(wanted.stream().distinct().toArray(String[]::new))
        .nodes();
  }

  /** The finished network; this wire is its only output. */
  public Network network(String output) {
    return network(List.of(new Output(output, name)));
  }

  /** The finished network with several outputs, which name nodes by {@link #name()}. */
  public Network network(List<Output> outputs) {
    return new Network(sheet.network, sheet.inputs, sheet.nodes, outputs);
  }

  private Wire draw(String local, Op op, List<Wire> inputs) {
    String free = freeName(local, op);
    return draw(free, free, op, inputs);
  }

  private Wire draw(String local, String weights, Op op, List<Wire> inputs) {
    for (Wire input : inputs)
      if (input.sheet != sheet)
        throw new GraphException(
            sheet.network
                + ": node "
                + sheet.scope
                + local
                + " reads "
                + input.name
                + ", which belongs to another drawing, "
                + input.sheet.network);
    List<String> names = inputs.stream().map(Wire::name).toList();
    var node = new Node(sheet.scope + local, op, names, sheet.weights + weights);
    Shape out = Shapes.of(sheet.network, node, inputs.stream().map(Wire::shape).toList());
    if (!sheet.names.add(node.name()))
      throw new GraphException(sheet.network + ": two nodes are named " + node.name());
    sheet.nodes.add(node);
    return new Wire(sheet, node.name(), out);
  }

  private String freeName(String local, Op op) {
    if (!sheet.names.contains(sheet.scope + local)) return local;
    if (!Params.of(op).isEmpty())
      throw new GraphException(
          sheet.network
              + ": two nodes with tensors are named "
              + sheet.scope
              + local
              + "; give one another name, or draw it within(name, weights, part) to share");
    int n = 2;
    while (sheet.names.contains(sheet.scope + local + "_" + n)) n++;
    return local + "_" + n;
  }
}
