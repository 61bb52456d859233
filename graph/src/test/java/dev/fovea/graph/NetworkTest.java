package dev.fovea.graph;

import static dev.fovea.graph.WireTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final Input IMAGE = new Input("image", Shape.image(3));
  private static final Node RELU = node("relu", new Op.Activation(ActivationKind.RELU), "image");
  private static final Output OUT = new Output("out", "relu");

  @Test
  void refusesWhatDoesNotHangTogether() {
    assertRefused("net: a network needs an input", () -> network(List.of(), List.of(RELU), OUT));
    assertRefused("net: a network needs an output", () -> network(List.of(IMAGE), List.of(RELU)));
    assertRefused(
        "net: node relu reads image, which does not come before it",
        () -> network(List.of(new Input("x", Shape.image(3))), List.of(RELU), OUT));
    assertRefused(
        "net: two nodes are named relu", () -> network(List.of(IMAGE), List.of(RELU, RELU), OUT));
    assertRefused(
        "net: output out is node relu, which does not exist",
        () -> network(List.of(IMAGE), List.of(), OUT));
    assertRefused(
        "net: two outputs are named out", () -> network(List.of(IMAGE), List.of(RELU), OUT, OUT));
  }

  @Test
  void refusesSharedTensorsOfOtherShapes() {
    var a = new Node("a", Op.Conv2d.of(3, 8, 3, 1, false), List.of("image"), "shared");
    var b = new Node("b", Op.Conv2d.of(3, 4, 3, 1, false), List.of("image"), "shared");

    assertRefused(
        "net: nodes a and b share the tensors of shared but need other shapes",
        () -> network(List.of(IMAGE), List.of(a, b), new Output("out", "b")));
  }

  @Test
  void leavesOutWhatAnOutputDoesNotNeed() {
    Wire x = Wire.image("net", 3).conv("trunk", 8, 3, 1);
    Wire main = x.relu();
    Wire extra = x.within("aux", in -> in.conv("conv", 2, 1, 1));
    Network net =
        main.network(List.of(new Output("main", main.name()), new Output("aux", extra.name())));

    assertEquals(
        List.of("trunk", "relu"), net.only("main").nodes().stream().map(Node::name).toList());
    assertEquals(3, net.only("main", "aux").nodes().size());
    assertRefused("net has no output side, only [main, aux]", () -> net.only("side"));
  }

  @Test
  void refusesAnImageThatIsTooSmall() {
    Network net = Wire.image("net", 3).conv("conv", 8, 3, 1).maxPool(4, 4, 0).network("out");

    assertRefused(
        "net: node maxpool MaxPool2d[kernel=4x4, stride=4x4, padding=0x0, dilation=1x1,"
            + " ceil=false] has a window of 4 px, too large for 3 px with padding 0",
        () -> Shapes.of(net, 3, 8));
  }

  private static Node node(String name, Op op, String input) {
    return new Node(name, op, List.of(input), name);
  }

  private static Network network(List<Input> inputs, List<Node> nodes, Output... outputs) {
    return new Network("net", inputs, nodes, List.of(outputs));
  }
}
