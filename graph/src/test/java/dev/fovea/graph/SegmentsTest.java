package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  /** Nine values of 16 numbers: 4, then 1 kept and 3, then 2 kept and 2; never more than 4. */
  @Test
  void aChainFallsIntoTheSquareRootOfItsLength() {
    Wire wire = Wire.image("chain", 1);
    for (int i = 0; i < 9; i++) wire = wire.relu();
    Network chain = wire.network("out");
    Map<String, Shape> shapes = Shapes.of(chain, 4, 4);
    List<Network> segments = Segments.of(chain, shapes);
    assertEquals(16 * 4, Segments.peak(segments, shapes), "" + sizes(segments));
    assertEquals(List.of(4, 3, 2), sizes(segments));
    assertEquals(144, Segments.peak(List.of(chain), shapes));
  }

  /** Inside of a residual block two values would pass, between blocks one. */
  @Test
  void cutsFallBetweenBlocks() {
    Wire wire = Wire.image("blocks", 4);
    for (int i = 0; i < 16; i++) {
      wire =
          wire.within(
              "b" + i, x -> x.conv("c1", 4, 3, 1).relu().conv("c2", 4, 3, 1).plus(x).relu());
    }
    Network network = wire.network("out");
    List<Network> segments = Segments.of(network, Shapes.of(network, 8, 8));
    assertTrue(segments.size() > 2, "" + sizes(segments));
    for (Network segment : segments) {
      assertEquals(1, segment.inputs().size());
      assertEquals(1, segment.outputs().size());
      String end = segment.outputs().getFirst().node();
      assertTrue(end.matches("b\\d+\\.(add|relu_\\d+)"), end);
    }
  }

  private static List<Integer> sizes(List<Network> segments) {
    return segments.stream().map(segment -> segment.nodes().size()).toList();
  }

  /** Against all ways to cut, for graphs of drawn sizes with values that skip far ahead. */
  @Test
  void noOtherCutsNeedLess() {
    for (int seed = 0; seed < 30; seed++) {
      Network network = drawn(new Random(seed)).only("out");
      Map<String, Shape> shapes = Shapes.of(network, 3, 5);
      long least = Long.MAX_VALUE;
      int nodes = network.nodes().size();
      for (int cuts = 0; cuts < 1 << (nodes - 1); cuts++)
        least = Math.min(least, peak(network, shapes, cuts));
      long all = Segments.peak(List.of(network), shapes);
      long found = Segments.peak(Segments.of(network, shapes), shapes);
      assertTrue(found >= least && found - least <= 0.001 * all, found + " is not " + least);
    }
  }

  /** Told from the nodes alone, without segments that are networks. */
  private static long peak(Network network, Map<String, Shape> shapes, int cuts) {
    List<Node> nodes = network.nodes();
    long handed = 0;
    long peak = 0;
    int from = 0;
    for (int i = 0; i < nodes.size(); i++) {
      if (i < nodes.size() - 1 && ((cuts >> i) & 1) == 0) continue;
      long inside = 0;
      List<Node> segment = nodes.subList(from, i + 1);
      for (Node node : segment)
        if (segment.stream().anyMatch(r -> isConv(r) && r.inputs().contains(node.name())))
          inside += shapes.get(node.name()).size();
      peak = Math.max(peak, handed + inside);
      Set<String> later = new HashSet<>();
      for (Node node : nodes.subList(i + 1, nodes.size())) later.addAll(node.inputs());
      for (Node node : nodes.subList(from, i + 1))
        if (later.contains(node.name())) handed += shapes.get(node.name()).size();
      from = i + 1;
    }
    return peak;
  }

  /** Its way back reads what it read; that of a join reads nothing. */
  private static boolean isConv(Node node) {
    return node.op() instanceof Op.Conv2d;
  }

  private static Network drawn(Random random) {
    var nodes = new ArrayList<Node>();
    var values = new ArrayList<>(List.of("in"));
    var channels = new ArrayList<>(List.of(2));
    for (int i = 0; i < 11; i++) {
      int a = Math.max(0, values.size() - 1 - random.nextInt(3));
      int b = random.nextInt(values.size());
      boolean joined = random.nextInt(3) == 0 && a != b;
      int c = 1 + random.nextInt(9);
      Op op =
          joined
              ? new Op.Concat(Axis.CHANNELS)
              : new Op.Conv2d(
                  channels.get(a), c, Size.of(1), Size.of(1), Size.of(0), Size.of(1), 1, false);
      List<String> inputs = joined ? List.of(values.get(a), values.get(b)) : List.of(values.get(a));
      nodes.add(new Node("n" + i, op, inputs, "n" + i));
      channels.add(joined ? channels.get(a) + channels.get(b) : c);
      values.add("n" + i);
    }
    return new Network(
        "drawn",
        List.of(new Input("in", Shape.image(2))),
        nodes,
        List.of(new Output("out", "n10")));
  }

  @Test
  void whatTheWayBackDoesNotReadIsNotCounted() {
    Network network =
        Wire.image("conv", 1)
            .conv("c1", 2, 3, 1)
            .norm("n")
            .relu()
            .conv("c2", 2, 3, 1)
            .activation(ActivationKind.GELU)
            .network("out");
    assertEquals(Set.of("image", "c1", "relu", "c2"), Kept.of(network));
  }

  @Test
  void togetherTheyAreTheNetwork() {
    for (Network network : Samples.networks()) {
      Map<String, Shape> shapes = Shapes.of(network);
      List<Network> segments = Segments.of(network, shapes);
      var nodes = new ArrayList<Node>();
      segments.forEach(segment -> nodes.addAll(segment.nodes()));
      assertEquals(network.nodes(), nodes, network.name());
    }
  }
}
