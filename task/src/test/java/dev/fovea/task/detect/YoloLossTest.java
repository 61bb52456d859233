package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Size;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class YoloLossTest {
  private static final int CLASSES = 3;
  private static final int PX = 64;
  private static final Style STYLE = Detectors.of("yolo-n", DetectorOptions.of(CLASSES)).style();

  /** Maps that say with certainty that there is nothing, of one or of both heads. */
  private static Map<String, Tensor> nothing(List<String> heads) {
    var maps = new LinkedHashMap<String, Tensor>();
    for (int level = 3; level <= 5; level++)
      for (String head : heads) {
        int side = PX >> level;
        String name = "p" + level + "." + head;
        maps.put(name + "boxes", filled(64, side));
        maps.put(name + "scores", filled(CLASSES, side));
      }
    return maps;
  }

  private static Tensor filled(int channels, int side) {
    var numbers = new float[channels * side * side];
    return Tensors.of(numbers, 1, channels, side, side).clone().fill_(new Scalar(-30.0));
  }

  private static void say(Tensor map, int channel, int x, int y) {
    map.select(1, channel).select(1, y).select(1, x).fill_(new Scalar(30.0));
  }

  /** Says two strides to each side of place (1, 1) of stride 16, whose centre is (24, 24). */
  private static Map<String, Tensor> perfect(List<String> heads) {
    Map<String, Tensor> maps = nothing(heads);
    for (String head : heads) {
      say(maps.get("p4." + head + "scores"), 2, 1, 1);
      for (int side = 0; side < 4; side++)
        say(maps.get("p4." + head + "boxes"), 16 * side + 2, 1, 1);
    }
    return maps;
  }

  private static final float[] ROW = {0, 2, -8, -8, 56, 56};

  /** The head of one answer; that of many wants the places around to say something too. */
  @Test
  void aPerfectAnswerHasNoLoss() {
    try (var _ = new Scope()) {
      var losses =
          DetectLoss.of(STYLE, CLASSES)
              .of(perfect(List.of("", "one.")), Tensors.of(ROW, 1, 6), Size.of(PX));
      for (String name : List.of("one.box", "one.class", "one.dfl"))
        assertEquals(0, losses.get(name).item_float(), 1e-5, name);
    }
  }

  /** A distance between two whole ones is said by both. */
  @Test
  void aDistanceBetweenBinsIsHalfOfEach() {
    try (var _ = new Scope()) {
      Map<String, Tensor> maps = perfect(List.of("", "one."));
      for (int side = 0; side < 4; side++) say(maps.get("p4.one.boxes"), 16 * side + 3, 1, 1);
      float[] row = {0, 2, -16, -16, 64, 64};
      var losses = DetectLoss.of(STYLE, CLASSES).of(maps, Tensors.of(row, 1, 6), Size.of(PX));
      assertEquals(0, losses.get("one.box").item_float(), 1e-5);
      assertEquals(1.5 * Math.log(2), losses.get("one.dfl").item_float(), 1e-5);
    }
  }

  @Test
  void oneHeadAloneIsEnough() {
    try (var _ = new Scope()) {
      var losses =
          DetectLoss.of(STYLE, CLASSES)
              .of(nothing(List.of("")), Tensors.of(ROW, 1, 6), Size.of(PX));
      assertEquals(List.of("loss", "box", "class", "dfl"), List.copyOf(losses.keySet()));
    }
  }
}
