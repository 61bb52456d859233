package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectChoicesTest {
  private record Grey() implements Source {
    @Override
    public Image image() {
      return Image.of8(96, 64, 3, new byte[96 * 64 * 3]);
    }

    @Override
    public void check() {}
  }

  private static final Dataset DATA =
      new Dataset(
          "boxes",
          Path.of("/data"),
          Classes.of("a", "b"),
          false,
          Map.of(
              Split.TRAIN,
              List.of(
                  new Example(
                      "p",
                      new Grey(),
                      new Truth.Objects(List.of(Thing.of(1, new Box(9, 9, 40, 40))))))),
          List.of(),
          List.of());

  private static Recipe chosen(String... keysAndValues) {
    Recipe recipe = Recipe.detect(Path.of("/data")).with("train.device", "cpu");
    for (int i = 0; i < keysAndValues.length; i += 2)
      recipe = recipe.with(keysAndValues[i], keysAndValues[i + 1]);
    return DetectChoices.of(recipe, DATA).recipe();
  }

  private static long count(Network network, Class<? extends Op> kind) {
    return network.nodes().stream().filter(node -> kind.isInstance(node.op())).count();
  }

  /** As torchvision does: norms are frozen over weights, and learn where there are none. */
  @ParameterizedTest
  @CsvSource({
    "fasterrcnn_resnet50_fpn, none, 8, moving, 0",
    "fasterrcnn_resnet50_fpn, fasterrcnn_resnet50_fpn.coco_v1, 8, still, 53",
    "fasterrcnn_resnet50_fpn, fasterrcnn_resnet50_fpn, 8, still, 53",
    "fasterrcnn_resnet50_fpn, resnet50.imagenet1k_v2, 8, still, 0",
    "fasterrcnn_mobilenet_v3_large_320_fpn, none, 8, moving, 0",
    "retinanet_resnet50_fpn, none, 8, moving, 0",
    "fcos_resnet50_fpn, none, 8, moving, 0",
    "fasterrcnn_resnet50_fpn_v2, fasterrcnn_resnet50_fpn_v2.coco_v1, 8, moving, 0",
    "fasterrcnn-resnet18, none, 4, moving, 0",
    "fasterrcnn-resnet18, resnet18.imagenet1k_v1, 4, still, 0",
    "fasterrcnn-resnet18, resnet18.imagenet1k_v1, 8, moving, 0",
    "yolo-resnet18, resnet18.imagenet1k_v1, 4, moving, 0"
  })
  void normsStayStillOverStatisticsThatAreWorthKeeping(
      String name, String weights, String batch, String norms, int frozen) {
    Recipe recipe = chosen("model.name", name, "model.weights", weights, "train.batch", batch);
    assertEquals(norms, recipe.train().norms());
    Network network = new Detecting().network(recipe, DATA, Optional.empty());
    assertEquals(frozen, count(network, Op.FrozenBatchNorm.class));
    boolean learned = Setup.part(recipe.train(), network).frozen().isEmpty();
    assertEquals(norms.equals("still"), frozen > 0 || !learned);
    assertEquals(Optional.empty(), OwnGraph.of(network));
  }

  @Test
  void normsDoAsTheRecipeSays() {
    Recipe moving =
        chosen(
            "model.name",
            "fasterrcnn_resnet50_fpn",
            "model.weights",
            "fasterrcnn_resnet50_fpn.coco_v1",
            "train.norms",
            "moving");
    Network network = new Detecting().network(moving, DATA, Optional.empty());
    assertEquals(53, count(network, Op.BatchNorm.class));
    assertTrue(Setup.part(moving.train(), network).frozen().isEmpty());
  }

  /** Maps whose strides do not divide the picture would be learned and read at other points. */
  @ParameterizedTest
  @CsvSource({
    "fcos-resnet18, model.size, 300, 288",
    "retinanet_resnet50_fpn, model.size, 333, 320",
    "fasterrcnn-resnet18, model.size, 40, 32",
    "yolo-n, model.width, 630, 640"
  })
  void sizesThatTheStridesDoNotDivideAreRefused(String name, String key, String px, int say) {
    var refused =
        assertThrows(
            RecipeException.class,
            () -> Recipe.detect(Path.of("none")).with("model.name", name).with(key, px).check());
    assertEquals(
        name + " takes sizes that 32 divides, got " + key + " " + px + "; say " + say,
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"fcos-resnet18", "fasterrcnn_mobilenet_v3_large_fpn"})
  void sizesThatAreChosenAreMultiples(String name) {
    ModelRecipe model = chosen("model.name", name).model();
    assertEquals(0, model.size() % 32);
    assertEquals(0, model.widthPx() % 32);
  }
}
