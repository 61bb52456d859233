package dev.fovea.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A network in segments, one behind the other, each a network of its own over the same weights. A
 * training that keeps only what passes from one to another, and works out a segment's own values
 * again on its way back, needs less memory: Chen et al. 2016, <a
 * href="https://arxiv.org/abs/1604.06174">arXiv:1604.06174</a>.
 *
 * <p>Instead of the paper's square root of equal parts the cuts are those of the least memory that
 * the graph allows: at its worst moment a training holds what was handed on so far and the values
 * of one segment that the way back reads ({@link Kept}). Cuts fall where few numbers pass, as
 * between the blocks of a ResNet.
 */
public final class Segments {
  /** How near to the least memory is near enough. */
  private static final double NEAR = 1e-3;

  private final List<Node> nodes;
  private final long[] size;
  private final int[] firstKept;
  private final int[] lastRead;
  private final int[] firstRead;

  private Segments(Network network, Map<String, Shape> shapes) {
    nodes = network.nodes();
    size = nodes.stream().mapToLong(node -> shapes.get(node.name()).size()).toArray();
    firstKept = new int[nodes.size()];
    lastRead = new int[nodes.size()];
    firstRead = new int[nodes.size()];
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      firstRead[i] = i;
      firstKept[i] = Kept.answer(nodes.get(i).op()) ? i : nodes.size();
      for (String input : nodes.get(i).inputs()) {
        int place = places.getOrDefault(input, -1);
        firstRead[i] = Math.min(firstRead[i], place);
        if (place < 0) continue;
        lastRead[place] = i;
        if (Kept.inputs(nodes.get(i).op())) firstKept[place] = Math.min(firstKept[place], i);
      }
      places.put(nodes.get(i).name(), i);
    }
    for (Output output : network.outputs())
      if (places.containsKey(output.node())) lastRead[places.get(output.node())] = nodes.size();
  }

  /**
   * The segments in the order of their nodes. Inputs and outputs of each bear the names of the
   * values that they are; the last one makes what the network made last. Nodes that no output needs
   * are left out.
   *
   * @param shapes of every value, nothing free, from {@link Shapes}; one network may fall into
   *     other segments at another size
   */
  public static List<Network> of(Network network, Map<String, Shape> shapes) {
    Network read =
        network.only(network.outputs().stream().map(Output::name).toArray(String[]::new));
    var pieces = new ArrayList<Network>();
    int from = 0;
    for (int to : new Segments(read, shapes).cuts()) {
      pieces.add(piece(read, read.nodes().subList(from, to), shapes));
      from = to;
    }
    return List.copyOf(pieces);
  }

  private static Network piece(Network whole, List<Node> nodes, Map<String, Shape> shapes) {
    Set<String> made = new HashSet<>();
    var inputs = new ArrayList<Input>();
    for (Node node : nodes) {
      for (String value : node.inputs())
        if (!made.contains(value) && inputs.stream().noneMatch(i -> i.name().equals(value)))
          inputs.add(new Input(value, shapes.get(value)));
      made.add(node.name());
    }
    Set<String> read = new HashSet<>();
    whole.outputs().forEach(output -> read.add(output.node()));
    whole.nodes().stream()
        .filter(node -> !made.contains(node.name()))
        .forEach(node -> read.addAll(node.inputs()));
    List<Output> outputs =
        nodes.stream()
            .map(Node::name)
            .filter(read::contains)
            .map(name -> new Output(name, name))
            .toList();
    return new Network(whole.name(), inputs, nodes, outputs);
  }

  /** How many numbers a training of these segments holds at its worst moment, for one sample. */
  static long peak(List<Network> segments, Map<String, Shape> shapes) {
    long handed = 0;
    long peak = 0;
    for (Network segment : segments) {
      Set<String> kept = Kept.of(segment);
      long inside =
          segment.nodes().stream()
              .map(Node::name)
              .filter(kept::contains)
              .mapToLong(name -> shapes.get(name).size())
              .sum();
      peak = Math.max(peak, handed + inside);
      for (Output output : segment.outputs()) handed += shapes.get(output.node()).size();
    }
    return peak;
  }

  /** Where the segments end, in nodes from the start: the least peak, found by halving. */
  private SortedSet<Integer> cuts() {
    long all = 0;
    for (long each : size) all = Math.addExact(all, each);
    SortedSet<Integer> best = new TreeSet<>(Set.of(nodes.size()));
    long low = 0;
    long high = all;
    while (high - low > Math.max(1, NEAR * all)) {
      long middle = low + (high - low) / 2;
      SortedSet<Integer> found = within(middle);
      if (found.isEmpty()) {
        low = middle;
      } else {
        best = found;
        high = middle;
      }
    }
    return best;
  }

  /** Cuts whose peak is no higher than this; empty where there are none. */
  private SortedSet<Integer> within(long peak) {
    int n = nodes.size();
    var handed = new long[n + 1]; // the least that is kept where a segment ends here
    var from = new int[n + 1];
    for (int end = 1; end <= n; end++) {
      handed[end] = Long.MAX_VALUE;
      long inside = 0;
      long passing = 0;
      int reads = Integer.MAX_VALUE;
      for (int i = end - 1; i >= 0 && inside <= peak; i--) {
        if (firstKept[i] < end) inside += size[i];
        if (lastRead[i] >= end) passing += size[i];
        reads = Math.min(reads, firstRead[i]);
        boolean fits = handed[i] != Long.MAX_VALUE && handed[i] + inside <= peak;
        if (!fits || reads >= i || handed[i] + passing >= handed[end]) continue;
        handed[end] = handed[i] + passing;
        from[end] = i;
      }
    }
    var cuts = new TreeSet<Integer>();
    if (handed[n] == Long.MAX_VALUE) return cuts;
    for (int end = n; end > 0; end = from[end]) cuts.add(end);
    return cuts;
  }
}
