package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.graph.ActivationKind;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnDetectorTest {
  private static final ModelRecipe MODEL =
      Recipe.detect(Path.of("/data")).with("model.channels", "3").with("model.size", "64").model();

  /** A detector of the zoo whose activations are others. */
  private static Network changed(String name, int classes) {
    Network drawn = Detectors.of(name, DetectorOptions.of(classes)).network();
    List<Node> gelu =
        drawn.nodes().stream()
            .map(n ->
                n.op() instanceof Op.Activation
                    ? n.with(new Op.Activation(ActivationKind.GELU))
                    : n)
            .toList();
    return new Network(name, drawn.inputs(), gelu, drawn.outputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yolo-n", "retinanet-resnet18", "fcos-resnet18", "fasterrcnn-mobilenet_v3_small"})
  void itAnswersForTheClassesOfTheData(String name) {
    Network own = changed(name, 3);
    assertEquals(Optional.of(own), OwnGraph.of(own));
    assertEquals(changed(name, 7), OwnDetector.network(own, MODEL, 7));
    assertEquals(own, OwnDetector.network(own, MODEL, 3));
  }

  @Test
  void whatGivesOtherMapsIsRefused() {
    Network half = changed("yolo-n", 3).only("p3.boxes", "p3.scores");
    assertEquals(
        "the weights' own network cannot learn to detect: yolo-n has no output p4.boxes, only"
            + " [p3.boxes, p3.scores]; take others",
        refusal(half));
    Network drawn = changed("yolo-n", 3);
    List<Node> thin =
        drawn.nodes().stream()
            .map(n ->
                n.name().equals("head.many.p4.boxes.out")
                    ? n.with(((Op.Conv2d) n.op()).withOut(32))
                    : n)
            .toList();
    assertEquals(
        "the weights' own network yolo-n gives p4.boxes as [32, 4, 4], a detector of 7"
            + " classes as [64, 4, 4]; take other weights",
        refusal(new Network("yolo-n", drawn.inputs(), thin, drawn.outputs())));
  }

  private static String refusal(Network own) {
    return assertThrows(RecipeException.class, () -> OwnDetector.network(own, MODEL, 7))
        .getMessage();
  }
}
