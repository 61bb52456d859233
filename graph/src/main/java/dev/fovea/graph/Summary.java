package dev.fovea.graph;

import static dev.fovea.graph.Param.Role.PARAMETER;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A network as a table of at most 80 columns, after torchinfo: the tree of its parts with depth and
 * index, the shape that leaves each (of one sample), its parameters and multiply-adds; then totals.
 * A megabyte is 10^6 bytes. Multiply-adds are those of {@link Macs}, so norms count none.
 */
public final class Summary {
  private static final int TREE = 36;
  private static final String RULE = "=".repeat(80) + "\n";

  private final Network network;
  private final SequencedMap<String, Shape> shapes;
  private final Map<String, Long> macs;
  private final Set<String> seen = new HashSet<>();
  private final List<Integer> indices = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private long outputs;

  private Summary(Network network, SequencedMap<String, Shape> shapes) {
    this.network = network;
    this.shapes = shapes;
    this.macs = Macs.byNode(network, shapes);
  }

  /** The table for images of this height and width, in pixels; every tensor is trained. */
  public static String of(Network network, int height, int width) {
    return of(network, Shapes.of(network, height, width), tensor -> false);
  }

  /** The table for the shapes on the wires, and the tensors (by full name) that are frozen. */
  public static String of(
      Network network, SequencedMap<String, Shape> shapes, Predicate<String> frozen) {
    var summary = new Summary(network, shapes);
    summary.table();
    summary.totals(frozen);
    return summary.out.toString();
  }

  private void table() {
    out.append(RULE);
    row("Layer (type: depth-index)", "Output shape", "Param #", "Mult-adds");
    out.append(RULE);
    String answers = "";
    for (Output output : network.outputs()) answers += " " + shapes.get(output.node());
    row(network.name(), answers.strip(), "--", "--");
    for (Input input : network.inputs())
      row("├─" + input.name() + " (input)", shapes.get(input.name()).toString(), "--", "--");
    parts(Tree.of(network), "", 1);
    out.append(RULE);
  }

  private void parts(List<Tree> parts, String indent, int depth) {
    while (indices.size() < depth) indices.add(0);
    for (int i = 0; i < parts.size(); i++) {
      Tree part = parts.get(i);
      boolean last = i == parts.size() - 1;
      indices.set(depth - 1, indices.get(depth - 1) + 1);
      String number = ": " + depth + "-" + indices.get(depth - 1);
      String branch = indent + (last ? "└─" : "├─");
      String shape = shapes.get(part.last().name()).toString();
      switch (part) {
        case Tree.Group group -> {
          row(branch + group.label() + number, shape, "--", "--");
          parts(group.parts(), indent + (last ? "  " : "│ "), depth + 1);
        }
        case Tree.Leaf leaf -> leaf(branch, leaf, number, shape);
      }
    }
  }

  private void leaf(String branch, Tree.Leaf leaf, String number, String shape) {
    Op op = leaf.node().op();
    String text = branch + leaf.label() + " (" + op.getClass().getSimpleName() + ")" + number;
    long own = macs.get(leaf.node().name());
    row(text, shape, params(leaf.node()), own == 0 ? "--" : grouped(own));
    if (parameters(op) > 0) outputs += shapes.get(leaf.node().name()).size();
  }

  private String params(Node node) {
    long own = parameters(node.op());
    if (own == 0) return "--";
    return seen.add(node.weights()) ? grouped(own) : "(shared)";
  }

  private static long parameters(Op op) {
    return Params.of(op).values().stream()
        .filter(p -> p.role() == PARAMETER)
        .mapToLong(Param::size)
        .sum();
  }

  private void totals(Predicate<String> frozen) {
    long all = 0;
    long trained = 0;
    for (var entry : Params.of(network).entrySet()) {
      if (entry.getValue().role() != PARAMETER) continue;
      all += entry.getValue().size();
      if (!frozen.test(entry.getKey())) trained += entry.getValue().size();
    }
    long in = network.inputs().stream().mapToLong(i -> shapes.get(i.name()).size()).sum();
    line("Total params: " + grouped(all));
    line("Trainable params: " + grouped(trained));
    line("Non-trainable params: " + grouped(all - trained));
    line("Total mult-adds: " + grouped(Macs.of(network, shapes)));
    out.append(RULE);
    line("Input size (MB): " + megabytes(in));
    line("Forward/backward pass size (MB): " + megabytes(2 * outputs));
    line("Params size (MB): " + megabytes(all));
    line("Estimated total size (MB): " + megabytes(in + 2 * outputs + all));
    out.append(RULE);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void row(String tree, String shape, String params, String macs) {
    String fits = tree.length() <= TREE ? tree : tree.substring(0, TREE - 1) + "…";
    String text = String.format(Locale.ROOT, "%-36s %-16s %11s %14s", fits, shape, params, macs);
    line(text.stripTrailing());
  }

  private static String grouped(long number) {
    return number < 100_000_000_000L
        ? String.format(Locale.ROOT, "%,d", number)
        : String.format(Locale.ROOT, "%,.2f G", number / 1e9);
  }

  /** Of numbers in single precision, four bytes each. */
  private static String megabytes(long floats) {
    return String.format(Locale.ROOT, "%.2f", floats * 4 / 1e6);
  }
}
