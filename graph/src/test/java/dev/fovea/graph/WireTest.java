package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Wire X = Wire.image("net", 3);

  @Test
  void namesNodesByTheirPart() {
    Network net =
        Wire.image("net", 3)
            .within("layer1.0", in -> in.conv("conv1", 8, 3, 1).relu().relu())
            .network("out");

    assertEquals(
        List.of("layer1.0.conv1", "layer1.0.relu", "layer1.0.relu_2"),
        net.nodes().stream().map(Node::name).toList());
  }

  @Test
  void sharesWeightsOnlyWhenTold() {
    Wire x = Wire.image("twins", 3);
    Wire a = x.within("a", in -> in.conv("conv", 4, 3, 1).norm("norm"));
    Wire b = x.within("b", "a", in -> in.conv("conv", 4, 3, 1).norm("norm"));
    Network twins = a.plus(b).network("out");

    assertEquals(6, Params.of(twins).size());
    assertEquals(4 * 27 + 8, Params.count(twins));
  }

  @Test
  void refusesChannelsThatDoNotFit() {
    assertRefused(
        "net: node conv Conv2d[in=64, out=8, kernel=3x3, stride=1x1, padding=1x1, dilation=1x1,"
            + " groups=1, bias=false] expects 64 channels, got [3, ?, ?]",
        () -> X.then("conv", Op.Conv2d.of(64, 8, 3, 1, false)));
    assertRefused(
        "net: node add Add[] expects inputs of one shape, got [3, ?, ?] and [8, ?, ?]",
        () -> X.plus(X.conv("wide", 8, 3, 1)));
    assertRefused(
        "net: node fc Linear[in=5, out=2, bias=true] expects 5 channels, got [3]",
        () -> X.average().then("fc", new Op.Linear(5, 2, true)));
  }

  @Test
  void refusesTwoTensorsOfOneName() {
    Wire twice = Wire.image("net", 3).conv("conv", 3, 3, 1);
    assertRefused(
        "net: two nodes with tensors are named conv; give one another name, or draw it"
            + " within(name, weights, part) to share",
        () -> twice.conv("conv", 3, 3, 1));
  }

  @Test
  void refusesAWireOfAnotherDrawing() {
    Wire a = Wire.image("one", 3).conv("conv", 3, 3, 1);
    Wire b = Wire.image("other", 3).conv("conv", 3, 3, 1);

    assertRefused(
        "one: node add reads conv, which belongs to another drawing, other", () -> a.plus(b));
  }

  @Test
  void refusesNonsenseAtBirth() {
    assertRefused("stride must be positive, got 0x0", () -> X.conv("conv", 8, 3, 0));
    assertRefused("out channels must be positive, got 0", () -> X.conv("conv", 0, 3, 1));
    assertRefused("groups must divide out channels, got 3 and 8", () -> X.conv("conv", 8, 3, 1, 3));
    assertRefused("dropout rate must be from 0 to below 1, got 1.0", () -> X.dropout(1));
    assertRefused(
        "pool padding must be at most half the kernel, got 2x2 for 3x3", () -> X.maxPool(3, 2, 2));
  }

  static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(GraphException.class, call::run).getMessage());
  }
}
