package dev.fovea.task.detect.rcnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.Rule;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.task.detect.Things;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proposals, answers, losses and gradients of torchvision's detectors, for a batch of pictures of
 * unequal sizes; src/test/python/rcnn.py made the numbers.
 */
class FasterRcnnGoldenTest {
  private static final int CLASSES = 5;
  private static final List<PictureSize> SIZES =
      List.of(new PictureSize(128, 160), new PictureSize(96, 130));
  private static final List<String> GRADIENTS =
      List.of(
          "backbone.fpn.inner_blocks.0.0.weight",
          "backbone.fpn.layer_blocks.1.0.weight",
          "rpn.head.cls_logits.weight",
          "rpn.head.bbox_pred.weight",
          "roi_heads.box_predictor.cls_score.weight",
          "roi_heads.box_predictor.bbox_pred.weight");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fasterrcnn_resnet50_fpn",
        "fasterrcnn_resnet50_fpn_v2",
        "fasterrcnn_mobilenet_v3_large_320_fpn"
      })
  void isTorchvisions(String name) {
    Drawing drawing = Detectors.of(name, DetectorOptions.of(CLASSES));
    Network network = drawing.network();
    DetectPostprocess how =
        Postprocesses.of(drawing.style()).withMinScore(0.05).withIou(0.5).withMost(100);
    var detector = new FasterRcnn(network, how, CLASSES);
    try (var golden = Rule.golden("rcnn.safetensors");
        var _ = new Scope();
        var weights = Rule.weights(network, ScalarType.Float)) {
      Tensor pictures = Tensors.of(Rule.spread("image", 2 * 3 * 128 * 160), 2, 3, 128, 160);
      try (var _ = Gradients.off()) {
        assertProposed(golden, name, detector.proposals(pictures, SIZES, weights));
        assertFound(golden, name, detector.found(pictures, SIZES, weights));
      }
      assertLosses(golden, name, detector, pictures, weights);
    }
  }

  private static void assertProposed(SafetensorsFile golden, String name, List<Found> own) {
    float[] rows = numbers(golden, name + "/proposals");
    assertEquals(rows.length / 5, own.stream().mapToInt(Found::count).sum(), "proposals");
    int row = 0;
    for (int i = 0; i < own.size(); i++) {
      float[] boxes = own.get(i).boxes();
      for (int k = 0; k < own.get(i).count(); k++, row++) {
        assertEquals(i, rows[5 * row]);
        for (int c = 0; c < 4; c++)
          assertEquals(rows[5 * row + 1 + c], boxes[4 * k + c], 1e-3, "proposal " + row);
      }
    }
  }

  /** Answers of nearly the same score may come in another order. */
  private static void assertFound(SafetensorsFile golden, String name, List<Found> own) {
    float[] rows = numbers(golden, name + "/found");
    assertEquals(rows.length / 7, own.stream().mapToInt(Found::count).sum(), "found");
    int first = 0;
    for (int i = 0; i < own.size(); i++) {
      var free = new BitSet();
      free.set(0, own.get(i).count());
      for (int k = 0; k < own.get(i).count(); k++) {
        int row = first + k;
        int there = own(rows, row, own.get(i), free);
        assertTrue(there >= 0 && Math.abs(there - k) <= 3, "answer " + row + " is " + there);
        free.clear(there);
        assertEquals(i, rows[7 * row]);
      }
      first += own.get(i).count();
    }
  }

  /** Which of our own answers one of torchvision's is, or -1. */
  private static int own(float[] rows, int row, Found own, BitSet free) {
    float[] boxes = own.boxes();
    for (int k = free.nextSetBit(0); k >= 0; k = free.nextSetBit(k + 1)) {
      boolean same =
          rows[7 * row + 1] == own.labels()[k]
              && Math.abs(rows[7 * row + 2] - own.scores()[k]) < 1e-3;
      for (int c = 0; c < 4; c++) same &= Math.abs(rows[7 * row + 3 + c] - boxes[4 * k + c]) < 1e-3;
      if (same) return k;
    }
    return -1;
  }

  private static void assertLosses(
      SafetensorsFile golden, String name, FasterRcnn detector, Tensor pictures, Weights weights) {
    for (String key : GRADIENTS) weights.get(key).requires_grad_(true);
    List<Things> things = Things.of(tensor(golden, "targets"), 2, CLASSES);
    var losses =
        detector.losses(
            pictures,
            SIZES,
            things,
            weights,
            Mode.TRAIN,
            FasterRcnnGoldenTest::choose,
            own -> trained(numbers(golden, name + "/trained"), own));
    float[] wanted = numbers(golden, name + "/losses");
    List<String> names = List.of("objectness", "proposal", "class", "box");
    double sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(
          wanted[i], losses.get(names.get(i)).item_float(), 1e-3 * wanted[i], names.get(i));
      sum += wanted[i];
    }
    assertEquals(sum, losses.get("loss").item_float(), 1e-3 * sum);
    losses.get("loss").backward();
    float[] roots = numbers(golden, name + "/gradients");
    var own = new float[roots.length];
    for (int i = 0; i < own.length; i++)
      own[i] = weights.get(GRADIENTS.get(i)).grad().square().mean().sqrt().item_float();
    for (int i = 0; i < own.length; i++)
      assertEquals(roots[i], own[i], 5e-3 * roots[i], GRADIENTS.get(i)); // a ReLU may flip
  }

  /**
   * torchvision's proposals, in its order, of which the sampler draws by number; nearly all are
   * ours. The order of nearly equal scores, and what those suppress, differs between processors.
   */
  private static List<float[]> trained(float[] rows, List<float[]> own) {
    var all = new ArrayList<float[]>();
    for (int i = 0; i < own.size(); i++) {
      int picture = i;
      int[] its = IntStream.range(0, rows.length / 5).filter(k -> rows[5 * k] == picture).toArray();
      var boxes = new float[4 * its.length];
      int same = 0;
      for (int k = 0; k < its.length; k++) {
        System.arraycopy(rows, 5 * its[k] + 1, boxes, 4 * k, 4);
        if (has(own.get(i), boxes, k)) same++;
      }
      assertEquals(
          its.length, own.get(i).length / 4.0, 0.01 * its.length, "proposals to learn from");
      assertTrue(same >= 0.98 * its.length, same + " of " + its.length + " proposals are ours");
      all.add(boxes);
    }
    return all;
  }

  private static boolean has(float[] own, float[] boxes, int k) {
    for (int one = 0; one < own.length; one += 4) {
      float most = 0;
      for (int c = 0; c < 4; c++) most = Math.max(most, Math.abs(own[one + c] - boxes[4 * k + c]));
      if (most < 1e-2) return true;
    }
    return false;
  }

  /** choose() of the script. */
  private static int[] choose(int[] candidates, int count) {
    return IntStream.of(candidates)
        .boxed()
        .sorted(Comparator.comparingLong(i -> i * 7919L % 10007))
        .limit(count)
        .mapToInt(i -> i)
        .sorted()
        .toArray();
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
