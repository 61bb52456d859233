package dev.fovea.zoo.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Diagram;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Init;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YoloTest {
  private static Drawing draw(String name, int classes) {
    return Detectors.of(name, DetectorOptions.of(classes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolo-n", "yolo-s", "yolo-m", "yolo-resnet18", "yolo-mobilenet_v3_large"})
  void answersTwiceAtThreeStrides(String name) {
    Network network = draw(name, 7).network();
    var shapes = Shapes.of(network, 320, 256);

    assertEquals(name, network.name());
    var names = new ArrayList<String>();
    for (var output : network.outputs()) names.add(output.name());
    assertEquals(12, names.size());
    for (int level = 3; level <= 5; level++)
      for (String before : List.of("p" + level, "p" + level + ".one")) {
        var boxes = shapes.get(network.output(before + ".boxes").node());
        var scores = shapes.get(network.output(before + ".scores").node());
        assertEquals(new Shape.Map(64, 320 >> level, 256 >> level), boxes);
        assertEquals(new Shape.Map(7, 320 >> level, 256 >> level), scores);
      }
  }

  /** What is run where nothing is suppressed: beside it the published figures of others. */
  @ParameterizedTest
  @CsvSource({"yolo-n, 2443904, 3.199", "yolo-s, 8948432, 10.524", "yolo-m, 20084640, 31.448"})
  void hasTheCountsOfTheDocuments(String name, long parameters, double gigaMacs) {
    Network one = draw(name, 80).network().only(oneToOne(true));
    Network many = draw(name, 80).network().only(oneToOne(false));

    assertEquals(parameters, Params.count(one));
    assertEquals(gigaMacs, Macs.of(one, 640, 640) / 1e9, 0.0006);
    assertEquals(Params.count(one), Params.count(many));
    assertEquals(Macs.of(one, 640, 640), Macs.of(many, 640, 640));
  }

  private static String[] oneToOne(boolean one) {
    return draw("yolo-n", 1).network().outputs().stream()
        .map(o -> o.name())
        .filter(n -> n.contains(".one.") == one)
        .toArray(String[]::new);
  }

  /** All ways from the one-to-one outputs to anything that the others read pass a detach. */
  @Test
  void theOneToOneHeadDisturbsNobody() {
    Network network = draw("yolo-n", 3).network();
    var reached = new HashSet<>(Arrays.asList(nodes(network, oneToOne(true))));
    for (Node node : network.nodes().reversed())
      if (reached.contains(node.name()) && !(node.op() instanceof Op.Detach))
        reached.addAll(node.inputs());
    for (Node node : network.nodes())
      if (reached.contains(node.name())) assertTrue(node.name().startsWith("head.one."));
  }

  private static String[] nodes(Network network, String[] outputs) {
    return Arrays.stream(outputs).map(o -> network.output(o).node()).toArray(String[]::new);
  }

  @Test
  void onlyTheScoresDependOnTheClasses() {
    var seven = draw("yolo-s", 7);
    var nine = Params.of(draw("yolo-s", 9).network());
    var shapes = Params.of(seven.network());

    assertEquals(shapes.keySet(), nine.keySet());
    for (Node node : seven.network().nodes())
      for (String key : Params.of(node.op()).keySet()) {
        String tensor = Params.fullName(node, key);
        assertEquals(
            node.name().matches(seven.head()),
            !shapes.get(tensor).equals(nine.get(tensor)),
            tensor);
      }
  }

  /** Five in a picture of 640 px, spread over the places of a level and the classes. */
  @Test
  void startsWithFewThings() {
    var yolo = draw("yolo-n", 3);
    int seen = 0;
    for (Node node : yolo.network().nodes()) {
      if (!node.name().matches("head.*scores\\.out")) continue;
      double bias = ((Init.Fill.Constant) yolo.init().fill(node, "bias")).value();
      int places = node.name().contains("p3") ? 6400 : node.name().contains("p4") ? 1600 : 400;
      assertEquals(5, 3 * places / (1 + Math.exp(-bias)), 1e-9, node.name());
      seen++;
    }
    assertEquals(6, seen);
  }

  /** Two strides to each side, as wide as RetinaNet's anchors. */
  @Test
  void boxesStartFourStridesWide() {
    var yolo = draw("yolo-n", 3);
    int seen = 0;
    for (Node node : yolo.network().nodes()) {
      if (!node.name().matches("head.*boxes\\.out")) continue;
      var ramp = (Init.Fill.Ramp) yolo.init().fill(node, "bias");
      double sum = 0;
      double strides = 0;
      for (int bin = 0; bin < ramp.period(); bin++) {
        sum += Math.exp(ramp.step() * bin);
        strides += bin * Math.exp(ramp.step() * bin);
      }
      assertEquals(Yolo.BINS, ramp.period());
      assertEquals(2, strides / sum, 0.05, node.name());
      seen++;
    }
    assertEquals(6, seen);
  }

  @Test
  void goesThroughJsonAndIntoADiagram() {
    Network network = draw("yolo-n", 3).network();

    assertEquals(network, GraphJson.read(GraphJson.write(network)));
    assertTrue(Diagram.of(network).startsWith("flowchart TD\n"));
  }

  @Test
  void refusesInOneSentence() {
    assertRefused("there is no detector yolo-x; did you mean yolo-n?", () -> draw("yolo-x", 3));
    assertRefused(
        "there is no detector yolo-resnet19; did you mean yolo-resnet18?",
        () -> draw("yolo-resnet19", 3));
    assertRefused(
        "vit_b_16 has no map with a place for each 8 px, only for [], so no detector can stand on"
            + " it; choose a resnet",
        () -> draw("yolo-vit_b_16", 3));
    assertRefused("a detector needs a class, got 0", () -> DetectorOptions.of(0));
    assertRefused("an image needs a channel, got 0", () -> DetectorOptions.of(2).withChannels(0));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(GraphException.class, call::run).getMessage());
  }
}
