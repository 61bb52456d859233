package dev.fovea.zoo.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FasterRcnnTest {
  private static Drawing draw(String name) {
    return Detectors.of(name, DetectorOptions.of(5).withChannels(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fasterrcnn_resnet50_fpn",
        "fasterrcnn_resnet50_fpn_v2",
        "fasterrcnn_mobilenet_v3_large_fpn",
        "fasterrcnn_mobilenet_v3_large_320_fpn",
        "fasterrcnn-resnet18",
        "fasterrcnn-convnext_tiny",
        "fasterrcnn-mobilenet_v3_small"
      })
  void isThreeNetworks(String name) {
    Drawing drawing = draw(name);
    var style = (Style.FasterRcnn) drawing.style();
    Network whole = drawing.network();
    Network trunk = FasterRcnn.part(whole, FasterRcnn.Part.TRUNK);
    Network rpn = FasterRcnn.part(whole, FasterRcnn.Part.RPN);
    Network box = FasterRcnn.part(whole, FasterRcnn.Part.BOX);

    var maps = Shapes.of(trunk, 256, 320);
    int c = 0;
    for (int i = 0; i < style.levels().size(); i++) {
      var map = (Shape.Map) maps.get(trunk.output("map" + i).node());
      c = map.c();
      assertEquals((int) Math.ceil(256.0 / (1 << style.levels().get(i))), map.h(), "map" + i);
    }
    var proposed = Shapes.of(rpn, Map.of("level", new Shape.Map(c, 9, 13)));
    assertEquals(
        new Shape.Map(style.anchors(), 9, 13), proposed.get(rpn.output("objectness").node()));
    assertEquals(
        new Shape.Map(4 * style.anchors(), 9, 13), proposed.get(rpn.output("deltas").node()));
    var seen = Shapes.of(box, Map.of("region", new Shape.Map(c, 7, 7)));
    assertEquals(new Shape.Vector(6), seen.get(box.output("classes").node()));
    assertEquals(new Shape.Vector(24), seen.get(box.output("boxes").node()));

    assertEquals(
        whole.nodes(),
        Stream.of(trunk, rpn, box).map(Network::nodes).flatMap(List::stream).toList());
    assertEquals(whole, GraphJson.read(GraphJson.write(whole)));
  }

  /** Both layers that say something of classes, and no other. */
  @Test
  void theHeadHangsOnTheClasses() {
    Drawing drawing = draw("fasterrcnn-resnet18");
    List<String> head =
        drawing.network().nodes().stream()
            .map(Node::name)
            .filter(node -> node.matches(drawing.head()))
            .toList();

    assertEquals(
        List.of("roi_heads.box_predictor.cls_score", "roi_heads.box_predictor.bbox_pred"), head);
  }
}
