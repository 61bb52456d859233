package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramTest {
  /** A box, an arrow, a frame or its end: all that a diagram may hold, nothing unescaped inside. */
  private static final Pattern LINE =
      Pattern.compile(
          " *(\\w+(\\(\\[|\\[)\"([^\"<>]|<br/>)*\"(]\\)|])|\\w+ --> \\w+"
              + "|subgraph g\\d+ \\[\"[^\"<>]*\"]|end)");

  @Test
  void drawsBoxesArrowsAndFrames() {
    Wire x = Wire.image("net", 3);
    Wire y = x.within("block", in -> in.conv("conv", 3, 3, 1).relu());
    Network net = y.plus(x).network("out");

    assertEquals(
        """
        flowchart TD
          n0(["image<br/>input [3, ?, ?]"])
          subgraph g0 ["block"]
            n1["conv<br/>Conv2d [3, ?, ?]"]
            n2["relu<br/>Activation [3, ?, ?]"]
          end
          n3["add<br/>Add [3, ?, ?]"]
          n0 --> n1
          n1 --> n2
          n2 --> n3
          n0 --> n3
          out0(["out"])
          n3 --> out0
        """,
        Diagram.of(net));
    assertTrue(Diagram.of(net, Shapes.of(net, 8, 9)).contains("Add [3, 8, 9]"));
  }

  @ParameterizedTest
  @MethodSource("dev.fovea.graph.Samples#networks")
  void everySampleIsDrawn(Network network) {
    String diagram = Diagram.of(network);

    diagram.lines().skip(1).forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
    for (Node node : network.nodes())
      assertTrue(diagram.contains(node.op().getClass().getSimpleName()), diagram);
  }

  @Test
  void namesCannotBreakOut() {
    Network evil =
        Wire.start("evil", "\"] --> x; <script>", Shape.image(1))
            .then("end\n#quot;", new Op.Detach())
            .network("a|b");

    String diagram = Diagram.of(evil);

    diagram.lines().skip(1).forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
    assertTrue(diagram.contains("\"end#10;#35;quot#59;<br/>Detach"), diagram);
    assertTrue(diagram.contains("out0([\"a#124;b\"])"), diagram);
  }
}
