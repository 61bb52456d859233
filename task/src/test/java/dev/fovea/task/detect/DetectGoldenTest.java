package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Network;
import dev.fovea.graph.Size;
import dev.fovea.task.Rule;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and losses of torchvision's detectors; src/test/python/detect.py made the numbers. */
class DetectGoldenTest {
  private static final int CLASSES = 5;
  private static final int PICTURES = 4;
  private static final int HEIGHT = 192;
  private static final int WIDTH = 256;

  @ParameterizedTest
  @ValueSource(
      strings = {"retinanet_resnet50_fpn", "retinanet_resnet50_fpn_v2", "fcos_resnet50_fpn"})
  void answersAsTorchvisionDoes(String name) {
    Network network = Detectors.of(name, DetectorOptions.of(CLASSES)).network();
    try (var golden = Rule.golden("detect.safetensors");
        var _ = new Scope();
        var weights = Rule.weights(network, ScalarType.Float)) {
      Tensor image = Tensors.of(Rule.spread("image", 3 * 64 * 96), 1, 3, 64, 96);
      var answers =
          new Runner(network).run(Map.of("image", image), weights, Mode.EVAL, (_, _) -> {});
      for (var answer : answers.entrySet())
        assertArrayEquals(
            numbers(golden, name + "/" + answer.getKey()),
            Tensors.toArray(answer.getValue()),
            1e-4f,
            answer.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retinanet", "giou", "fcos"})
  void isAsWrongAsTorchvisionSays(String name) {
    Style style = style(name);
    try (var golden = Rule.golden("detect.safetensors");
        var _ = new Scope()) {
      Map<String, Tensor> answers = answers(name, style);
      Tensor targets = tensor(golden, "targets");
      var losses = DetectLoss.of(style, CLASSES).of(answers, targets, new Size(HEIGHT, WIDTH));
      float[] wanted = numbers(golden, name + "/loss");
      List<String> names =
          name.equals("fcos") ? List.of("center", "box", "class") : List.of("box", "class");
      double sum = 0;
      for (int i = 0; i < wanted.length; i++) {
        assertEquals(wanted[i], losses.get(names.get(i)).item_float(), 1e-4 * wanted[i]);
        sum += wanted[i];
      }
      assertEquals(sum, losses.get("loss").item_float(), 1e-4 * sum);
      losses.get("loss").backward();
      for (var answer : answers.entrySet()) {
        float root = numbers(golden, name + "/" + answer.getKey())[0];
        double own = answer.getValue().grad().square().mean().sqrt().item_double();
        assertEquals(root, own, 1e-4 * root, answer.getKey());
      }
    }
  }

  @Test
  void overlapsAreTorchvisions() {
    try (var golden = Rule.golden("detect.safetensors");
        var _ = new Scope()) {
      Tensor said = tensor(golden, "said");
      Tensor truth = tensor(golden, "truth");
      assertArrayEquals(
          numbers(golden, "ciou"), Tensors.toArray(Overlap.complete(said, truth)), 1e-5f);
      assertArrayEquals(
          numbers(golden, "giou_loss"), Tensors.toArray(Overlap.generalised(said, truth)), 1e-5f);
    }
  }

  private static Style style(String name) {
    var options = DetectorOptions.of(CLASSES);
    return switch (name) {
      case "fcos" -> Detectors.of("fcos_resnet50_fpn", options).style();
      case "giou" -> Detectors.of("retinanet_resnet50_fpn_v2", options).style();
      default -> Detectors.of("retinanet_resnet50_fpn", options).style();
    };
  }

  /** answer() of the script. */
  private static Map<String, Tensor> answers(String name, Style style) {
    var answers = new LinkedHashMap<String, Tensor>();
    int anchors = style instanceof Style.RetinaNet retina ? retina.anchors() : 1;
    for (int level : style.levels()) {
      int height = (int) Math.ceil(HEIGHT / (double) (1 << level));
      int width = (int) Math.ceil(WIDTH / (double) (1 << level));
      var channels = new LinkedHashMap<String, Integer>();
      channels.put("boxes", 4 * anchors);
      channels.put("scores", CLASSES * anchors);
      if (name.equals("fcos")) channels.put("centerness", 1);
      channels.forEach((kind, c) -> {
        String map = "p" + level + "." + kind;
        float[] numbers = Rule.spread(name + "/" + map, PICTURES * c * height * width);
        if (name.equals("fcos") && kind.equals("boxes"))
          for (int i = 0; i < numbers.length; i++) numbers[i] = Math.abs(numbers[i]) * 6;
        Tensor leaf = Tensors.of(numbers, PICTURES, c, height, width).clone();
        answers.put(map, leaf.requires_grad_(true));
      });
    }
    return answers;
  }

  private static Tensor tensor(SafetensorsFile golden, String name) {
    return TensorCopy.of(golden.tensor(name));
  }

  private static float[] numbers(SafetensorsFile golden, String name) {
    try (var _ = new Scope()) {
      return Tensors.toArray(tensor(golden, name));
    }
  }
}
