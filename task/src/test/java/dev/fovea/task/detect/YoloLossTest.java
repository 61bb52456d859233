package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.TrainException;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class YoloLossTest {
  private static final int CLASSES = 3;
  private static final int PX = 64;

  private static final Drawing YOLO = Detectors.of("yolo-n", DetectorOptions.of(CLASSES));
  private static final DetectLoss LOSS = DetectLoss.of(YOLO.style(), CLASSES);

  /** Maps of a batch, leaves that gather gradients. */
  private static Map<String, Tensor> maps(int pictures, int px, long seed) {
    var dice = new Random(seed);
    var maps = new LinkedHashMap<String, Tensor>();
    for (int level = 3; level <= 5; level++)
      for (String head : List.of("", "one."))
        for (String kind : List.of("boxes", "scores")) {
          int channels = kind.equals("boxes") ? 64 : CLASSES;
          int side = px >> level;
          var numbers = new float[pictures * channels * side * side];
          for (int i = 0; i < numbers.length; i++) numbers[i] = (float) dice.nextGaussian();
          maps.put(
              "p" + level + "." + head + kind,
              Tensors.of(numbers, pictures, channels, side, side).clone().requires_grad_(true));
        }
    return maps;
  }

  private static Tensor targets(float... rows) {
    return rows.length == 0
        ? Tensors.of(new float[6], 1, 6).narrow(0, 0, 0)
        : Tensors.of(rows, rows.length / 6, 6);
  }

  private static void assertFinite(Map<String, Tensor> maps) {
    maps.forEach((name, map) -> {
      for (float slope : Tensors.toArray(map.grad())) assertTrue(Float.isFinite(slope), name);
    });
  }

  @Test
  void summandsAddUpAndAllMapsLearn() {
    try (var _ = new Scope()) {
      var maps = maps(2, PX, 1);
      var losses =
          LOSS.of(maps, targets(0, 1, 8, 8, 40, 40, 1, 2, 0, 0, 64, 30, 1, 0, 50, 50, 64, 64));
      assertEquals(
          List.of("loss", "box", "class", "dfl", "one.box", "one.class", "one.dfl"),
          List.copyOf(losses.keySet()));
      double sum = 0;
      for (var loss : losses.entrySet()) {
        assertEquals(0, loss.getValue().dim(), loss.getKey());
        assertTrue(loss.getValue().item_float() > 0, loss.getKey());
        if (!loss.getKey().equals("loss")) sum += loss.getValue().item_float();
      }
      assertEquals(sum, losses.get("loss").item_float(), 1e-5 * sum);
      losses.get("loss").backward();
      assertFinite(maps);
      for (String name : List.of("p3.scores", "p5.one.scores", "p3.boxes"))
        assertTrue(maps.get(name).grad().abs().sum().item_float() > 0, name);
    }
  }

  @Test
  void picturesWithoutThingsAreFinite() {
    try (var _ = new Scope()) {
      var maps = maps(2, PX, 2);
      var losses = LOSS.of(maps, targets());
      assertEquals(0, losses.get("box").item_float());
      assertEquals(0, losses.get("one.dfl").item_float());
      assertTrue(losses.get("class").item_float() > 0);
      losses.get("loss").backward();
      assertFinite(maps);
      assertEquals(0, maps.get("p3.boxes").grad().abs().sum().item_float());
    }
  }

  @Test
  void boxesOfEverySizeAtEveryEdgeAreFinite() {
    try (var _ = new Scope()) {
      var maps = maps(1, PX, 3);
      var losses =
          LOSS.of(
              maps,
              targets(
                  0, 0, 0, 0, 64, 64, 0, 1, 63.5f, 63.5f, 64, 64, 0, 2, 0, 0, 1, 64, 0, 0, 64, 64,
                  64, 64, 0, 1, 20, 20, 20, 20));
      losses.get("loss").backward();
      assertTrue(Float.isFinite(losses.get("loss").item_float()));
      assertFinite(maps);
    }
  }

  @Test
  void takesTenThousandBoxes() {
    var dice = new Random(5);
    var rows = new float[60_000];
    for (int i = 0; i < rows.length; i += 6) {
      rows[i + 1] = dice.nextInt(CLASSES);
      rows[i + 2] = dice.nextFloat() * 50;
      rows[i + 3] = dice.nextFloat() * 50;
      rows[i + 4] = rows[i + 2] + dice.nextFloat() * 14;
      rows[i + 5] = rows[i + 3] + dice.nextFloat() * 14;
    }
    try (var _ = new Scope()) {
      var maps = maps(1, PX, 4);
      var losses = LOSS.of(maps, targets(rows));
      losses.get("loss").backward();
      assertTrue(Float.isFinite(losses.get("loss").item_float()));
      assertFinite(maps);
    }
  }

  /** Maps that say exactly what is true leave nothing to learn. */
  @Test
  void aPerfectAnswerHasNoLoss() {
    try (var _ = new Scope()) {
      var maps = new LinkedHashMap<String, Tensor>();
      maps(1, PX, 6).forEach((name, map) -> maps.put(name, map.detach().fill_(scalar(-30))));
      // place (1, 1) of stride 16, centre (24, 24): two strides to each side
      for (String head : List.of("", "one.")) {
        maps.get("p4." + head + "scores").select(1, 2).select(1, 1).select(1, 1).fill_(scalar(30));
        for (int side = 0; side < 4; side++)
          maps.get("p4." + head + "boxes")
              .select(1, 16 * side + 2)
              .select(1, 1)
              .select(1, 1)
              .fill_(scalar(30));
      }
      Map<String, Tensor> only = new LinkedHashMap<>();
      maps.forEach((name, map) -> {
        if (name.contains("one")) only.put(name, map);
      });
      only.putAll(maps);
      var losses = LOSS.of(only, targets(0, 2, -8, -8, 56, 56));
      for (String name : List.of("one.box", "one.class", "one.dfl"))
        assertEquals(0, losses.get(name).item_float(), 1e-5, name);
    }
  }

  private static org.bytedeco.pytorch.Scalar scalar(double value) {
    return new org.bytedeco.pytorch.Scalar(value);
  }

  @Test
  void worksInFloatUnderHalfMaps() {
    try (var _ = new Scope()) {
      var half = new LinkedHashMap<String, Tensor>();
      maps(1, PX, 7).forEach((name, map) -> half.put(name, map.detach().to(ScalarType.BFloat16)));
      Tensor loss = LOSS.of(half, targets(0, 0, 5, 5, 40, 40)).get("loss");
      assertEquals(ScalarType.Float, loss.scalar_type().intern());
      assertTrue(Float.isFinite(loss.item_float()));
    }
  }

  @Test
  void refusesLabelsAndPicturesThatDoNotExist() {
    try (var _ = new Scope()) {
      var maps = maps(1, PX, 8);
      assertEquals(
          "a box is of class 3.0, but there are 3",
          assertThrows(TrainException.class, () -> LOSS.of(maps, targets(0, 3, 0, 0, 9, 9)))
              .getMessage());
      assertEquals(
          "a box is of picture 1.0, but there are 1",
          assertThrows(TrainException.class, () -> LOSS.of(maps, targets(1, 0, 0, 0, 9, 9)))
              .getMessage());
    }
  }

  /** Four drawn pictures of one square each are learned by heart. */
  @Test
  void aFewPicturesAreLearned() {
    Network network = YOLO.network();
    var pixels = new float[4 * 3 * PX * PX];
    var rows = new float[4 * 6];
    for (int picture = 0; picture < 4; picture++) {
      int left = 8 + 4 * picture;
      int right = left + 24 + 4 * picture;
      float[] row = {picture, picture % CLASSES, left, 20, right, 50};
      System.arraycopy(row, 0, rows, 6 * picture, 6);
      int plane = (picture * 3 + picture % CLASSES) * PX * PX;
      for (int y = 20; y < 50; y++)
        for (int x = left; x < right; x++) pixels[plane + y * PX + x] = 1;
    }
    Weights weights = InitialWeights.of(network, YOLO.init(), 3);
    var adam = Part.Settings.of(Optimiser.AdamW.of(2e-3, 0.05));
    double first = 0;
    double last = 0;
    try (var part = new Part("main", network, weights, adam)) {
      for (int step = 0; step < 60; step++) {
        try (var _ = new Scope()) {
          Tensor images = Tensors.of(pixels, 4, 3, PX, PX);
          var answers =
              new Runner(network)
                  .run(Map.of("image", images), part.live(), Mode.TRAIN, (_, _) -> {});
          Tensor loss = LOSS.of(answers, targets(rows)).get("loss");
          last = loss.item_float();
          if (step == 0) first = last;
          part.learn(loss, 1);
        }
      }
    }
    assertTrue(last < first / 4, first + " to " + last);
  }
}
