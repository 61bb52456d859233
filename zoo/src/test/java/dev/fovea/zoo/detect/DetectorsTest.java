package dev.fovea.zoo.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Taps;
import dev.fovea.graph.Wire;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {
  private static Drawing draw(String name, int classes) {
    return Detectors.of(name, DetectorOptions.of(classes).withChannels(1));
  }

  /** Every name in the list is that of a drawing, whose maps are those of its style. */
  @Test
  void allNamesDraw() {
    assertEquals(Detectors.names().size(), Detectors.names().stream().distinct().count());
    for (String name : Detectors.names()) {
      if (name.matches(".*(128gf|32gf|_l|large|152|201|b7|wide.*101.*)")) continue;
      Drawing drawing = draw(name, 3);
      assertEquals(name, drawing.network().name());
      if (drawing.style() instanceof Style.FasterRcnn) continue; // FasterRcnnTest
      assertEquals(1, drawing.network().input().shape().c());
      var shapes = Shapes.of(drawing.network(), 128, 256);
      for (int level : drawing.style().levels()) {
        int boxes = channels(drawing.style(), 4);
        int scores = channels(drawing.style(), 3);
        if (drawing.style() instanceof Style.Yolo yolo) boxes = 4 * yolo.bins();
        assertEquals(
            new Shape.Map(boxes, 128 >> level, 256 >> level),
            shapes.get(drawing.network().output("p" + level + ".boxes").node()),
            name);
        assertEquals(
            new Shape.Map(scores, 128 >> level, 256 >> level),
            shapes.get(drawing.network().output("p" + level + ".scores").node()),
            name);
      }
    }
  }

  private static int channels(Style style, int each) {
    return style instanceof Style.RetinaNet retina ? retina.anchors() * each : each;
  }

  @ParameterizedTest
  @CsvSource({
    "retinanet-resnet18, 3",
    "fcos-mobilenet_v3_large, 3",
    "retinanet_resnet50_fpn_v2, 3"
  })
  void picturesOfAnySizePass(String name, int classes) {
    Drawing drawing = draw(name, classes);
    var shapes = Shapes.of(drawing.network(), 203, 331);

    int[] heights = {26, 13, 7, 4, 2};
    for (int i = 0; i < 5; i++) {
      var map = (Shape.Map) shapes.get(drawing.network().output("p" + (i + 3) + ".boxes").node());
      assertEquals(heights[i], map.h());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retinanet-resnet18", "fcos_resnet50_fpn", "fcos-densenet121"})
  void theHeadIsSharedByAllLevels(String name) {
    Network network = draw(name, 5).network();
    List<Node> last =
        network.nodes().stream().filter(n -> n.name().matches(draw(name, 5).head())).toList();

    assertEquals(5, last.size());
    assertEquals(1, last.stream().map(Node::weights).distinct().count());
    assertEquals("head.classification_head.cls_logits", last.getFirst().weights());
    assertEquals(network, GraphJson.read(GraphJson.write(network)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"retinanet-resnet18", "fcos-resnet18"})
  void startsWithFewThings(String name) {
    Drawing drawing = draw(name, 5);
    Node last =
        drawing.network().nodes().stream()
            .filter(n -> n.name().matches(drawing.head()))
            .findFirst()
            .orElseThrow();
    double bias = ((Init.Fill.Constant) drawing.init().fill(last, "bias")).value();

    assertEquals(0.01, 1 / (1 + Math.exp(-bias)), 1e-9);
  }

  /** What fits the classifier by itself fits the detector with the prefix. */
  @ParameterizedTest
  @ValueSource(strings = {"yolo-resnet18", "fcos-convnext_tiny", "retinanet-swin_t"})
  void theBackboneHasTheClassifiersTensors(String name) {
    Drawing drawing = Detectors.of(name, DetectorOptions.of(5));
    var backbone = drawing.backbone().orElseThrow();
    var classifier = Params.of(Zoo.network(backbone.name(), Options.of(1000)));
    int found = 0;
    for (var param : Params.of(drawing.network()).entrySet()) {
      if (!param.getKey().startsWith(backbone.prefix())) continue;
      assertEquals(
          classifier.get(param.getKey().substring(backbone.prefix().length())), param.getValue());
      found++;
    }
    assertTrue(found > classifier.size() - 6, found + " of " + classifier.size());
  }

  @Test
  void aPyramidMayEndInAPool() {
    Network resnet = Zoo.network("resnet18", Options.of(2));
    Wire image = Wire.image("pyramid", 3);
    List<Wire> maps = image.graft(resnet, List.copyOf(Taps.of(resnet).sequencedValues()));
    List<Wire> levels = image.within("fpn", _ -> Fpn.draw(maps, 32, Fpn.Extra.POOL));
    Network network = levels.getLast().network("pool");

    assertEquals(6, levels.size());
    assertEquals(
        new Shape.Map(32, 2, 3), Shapes.of(network, 100, 170).get(network.output("pool").node()));
    assertTrue(Params.of(network).containsKey("fpn.layer_blocks.4.0.bias"));
  }

  @Test
  void torchvisionsFirstOnesNeverMoveTheirNorms() {
    for (String name : List.of("retinanet_resnet50_fpn", "fcos_resnet50_fpn"))
      assertFalse(
          draw(name, 3).network().nodes().stream().anyMatch(n -> n.op() instanceof Op.BatchNorm));
  }

  /** As torchvision's without weights: nothing else differs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "retinanet_resnet50_fpn",
        "fcos_resnet50_fpn",
        "fasterrcnn_resnet50_fpn",
        "fasterrcnn_mobilenet_v3_large_320_fpn"
      })
  void theirNormsMoveWhereAsked(String name) {
    var options = DetectorOptions.of(3);
    Network still = Detectors.of(name, options).network();
    Network moving = Detectors.of(name, options.withMovingNorms(true)).network();
    int norms = 0;
    for (int i = 0; i < still.nodes().size(); i++) {
      Node before = still.nodes().get(i);
      Node after = moving.nodes().get(i);
      if (before.op() instanceof Op.FrozenBatchNorm) {
        assertEquals(Op.BatchNorm.class, after.op().getClass());
        norms++;
      } else assertEquals(before, after);
      assertEquals(before.weights(), after.weights());
    }
    assertTrue(norms > 40, norms + "");
  }

  /** torchvision pads to it. */
  @Test
  void everySizeIsAMultipleOf32() {
    for (String name : Detectors.published()) assertEquals(32, draw(name, 3).stepPx(), name);
    for (String prefix : Detectors.prefixes())
      assertEquals(32, draw(prefix + "resnet18", 3).stepPx(), prefix);
  }

  @Test
  void refusesInOneSentence() {
    assertRefused(
        "there is no detector retinanet_resnet50_fpn_v3; did you mean retinanet_resnet50_fpn_v2?",
        "retinanet_resnet50_fpn_v3");
    assertRefused(
        "there is no detector fcos-resnet19; did you mean fcos-resnet18?", "fcos-resnet19");
    assertRefused("there is no detector rubbish", "rubbish");
    assertRefused(
        "small has no map with a place for each 16 px, only for [1, 2, 4, 8], so no detector can"
            + " stand on it; choose a resnet",
        "fcos-small");
  }

  private static void assertRefused(String message, String name) {
    assertEquals(message, assertThrows(GraphException.class, () -> draw(name, 3)).getMessage());
  }
}
