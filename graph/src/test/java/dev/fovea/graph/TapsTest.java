package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TapsTest {
  private static Network tiny() {
    Wire x = Wire.image("tiny", 3).conv("a", 4, 3, 2).relu();
    Wire y = x.conv("b", 4, 3, 1).plus(x).relu();
    Wire z = y.conv("c", 8, 3, 2).within("d", in -> in.conv("e", 8, 3, 1).plus(in));
    return z.average().linear("fc", 10).network("logits");
  }

  /** Not a, past which the sum has a way, nor the average, which has one place. */
  @Test
  void areTheLastMapsOfTheirStrides() {
    assertEquals(Map.of(2, "relu_2", 4, "d.add"), Taps.of(tiny()));
    assertEquals(List.of(2, 4), List.copyOf(Taps.of(tiny()).keySet()));
  }

  @Test
  void aNetworkOfOneSizeHasNone() {
    Network network =
        Wire.start("fixed", "image", new Shape.Map(3, 32, 32)).conv("a", 4, 3, 2).network("map");

    assertEquals(Map.of(), Taps.of(network));
  }

  @Test
  void graftedNodesAnswerTheSameUnderAPrefix() {
    Wire image = Wire.image("big", 3);
    List<Wire> maps =
        image.within("body", in -> in.graft(tiny(), List.of("d.add", "relu_2", "d.add")));

    assertEquals(List.of("body.d.add", "body.relu_2", "body.d.add"), names(maps));
    assertEquals(new Shape.Map(8, Shape.FREE, Shape.FREE), maps.getFirst().shape());
    Network network = maps.getFirst().network("map");
    assertEquals(
        List.of(
            "body.a",
            "body.relu",
            "body.b",
            "body.add",
            "body.relu_2",
            "body.c",
            "body.d.e",
            "body.d.add"),
        network.nodes().stream().map(Node::name).toList());
    assertEquals(4L * 3 * 9, Params.of(network).get("body.a.weight").size());
    assertEquals(
        "big: two nodes are named body.a",
        assertThrows(
                GraphException.class,
                () -> image.within("body", in -> in.graft(tiny(), List.of("relu"))))
            .getMessage());
  }

  private static List<String> names(List<Wire> wires) {
    return wires.stream().map(Wire::name).toList();
  }
}
