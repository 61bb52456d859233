package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Size;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the loss of every family. */
class DetectLossTest {
  private static final int CLASSES = 3;
  private static final int PX = 64;
  private static final Size SIZE = Size.of(PX);

  private static Drawing draw(String name) {
    return Detectors.of(name, DetectorOptions.of(CLASSES));
  }

  private static DetectLoss loss(Drawing drawing) {
    return DetectLoss.of(drawing.style(), CLASSES);
  }

  /** Maps of a batch of square pictures, leaves that gather gradients; boxes are not negative. */
  private static Map<String, Tensor> maps(Drawing drawing, int pictures, long seed) {
    var dice = new Random(seed);
    var maps = new LinkedHashMap<String, Tensor>();
    var shapes = Shapes.of(drawing.network(), PX, PX);
    for (var output : drawing.network().outputs()) {
      var shape = (Shape.Map) shapes.get(output.node());
      var numbers = new float[(int) (pictures * shape.size())];
      for (int i = 0; i < numbers.length; i++) {
        float number = (float) dice.nextGaussian();
        numbers[i] = output.name().endsWith("boxes") ? Math.abs(number) : number;
      }
      Tensor leaf = Tensors.of(numbers, pictures, shape.c(), shape.h(), shape.w()).clone();
      maps.put(output.name(), leaf.requires_grad_(true));
    }
    return maps;
  }

  private static Tensor targets(float... rows) {
    return rows.length == 0
        ? Tensors.of(new float[6], 1, 6).narrow(0, 0, 0)
        : Tensors.of(rows, rows.length / 6, 6);
  }

  /** Goes back and returns the loss; everything is finite. */
  private static double back(Map<String, Tensor> maps, Map<String, Tensor> losses) {
    losses.get("loss").backward();
    losses.forEach((name, l) -> assertTrue(Float.isFinite(l.item_float()), name));
    maps.forEach((name, map) -> {
      for (float slope : Tensors.toArray(map.grad())) assertTrue(Float.isFinite(slope), name);
    });
    return losses.get("loss").item_float();
  }

  @ParameterizedTest
  @CsvSource({
    "yolo-n, 'loss, box, class, dfl, one.box, one.class, one.dfl'",
    "fcos-resnet18, 'loss, class, box, center'",
    "retinanet-resnet18, 'loss, class, box'",
    "retinanet_resnet50_fpn, 'loss, class, box'"
  })
  void summandsAddUpAndEveryMapLearns(String name, String summands) {
    Drawing drawing = draw(name);
    try (var _ = new Scope()) {
      var maps = maps(drawing, 2, 1);
      var losses =
          loss(drawing)
              .of(
                  maps,
                  targets(0, 1, 8, 8, 40, 40, 1, 2, 0, 0, 64, 30, 1, 0, 50, 50, 64, 64),
                  SIZE);
      assertEquals(Arrays.asList(summands.split(", ")), losses.keySet().stream().toList());
      double sum = 0;
      for (var each : losses.entrySet()) {
        assertEquals(0, each.getValue().dim(), each.getKey());
        assertTrue(each.getValue().item_float() > 0, each.getKey());
        if (!each.getKey().equals("loss")) sum += each.getValue().item_float();
      }
      assertEquals(sum, back(maps, losses), 1e-5 * sum);
      maps.forEach((map, leaf) -> {
        if (map.endsWith("scores")) assertTrue(leaf.grad().abs().sum().item_float() > 0, map);
      });
      assertTrue(maps.get("p3.boxes").grad().abs().sum().item_float() > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18", "retinanet_resnet50_fpn"})
  void picturesWithoutThingsAreFinite(String name) {
    Drawing drawing = draw(name);
    try (var _ = new Scope()) {
      var maps = maps(drawing, 2, 2);
      var losses = loss(drawing).of(maps, targets(), SIZE);
      double sum = 0;
      for (var each : losses.entrySet())
        if (!each.getKey().equals("loss")) sum += each.getValue().item_float();
      assertEquals(sum, back(maps, losses), 1e-5 * sum);
      losses.forEach((summand, l) -> {
        if (summand.endsWith("box")) assertEquals(0, l.item_float(), summand);
      });
      assertTrue(losses.get("class").item_float() > 0);
      assertEquals(0, maps.get("p3.boxes").grad().abs().sum().item_float());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18", "retinanet_resnet50_fpn"})
  void boxesOfEverySizeAtEveryEdgeAreFinite(String name) {
    Drawing drawing = draw(name);
    try (var _ = new Scope()) {
      var maps = maps(drawing, 1, 3);
      float[] edges = {
        0, 0, 0, 0, 64, 64, 0, 1, 63.5f, 63.5f, 64, 64, 0, 2, 0, 0, 1, 64, 0, 0, 63.99f, 63.99f, 64,
        64, 0, 1, 20, 20, 20.01f, 20.01f, 0, 1, -9, -9, 70, 80
      };
      assertTrue(back(maps, loss(drawing).of(maps, targets(edges), SIZE)) > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18"})
  void takesTenThousandBoxes(String name) {
    Drawing drawing = draw(name);
    var dice = new Random(5);
    var rows = new float[60_000];
    for (int i = 0; i < rows.length; i += 6) {
      rows[i + 1] = dice.nextInt(CLASSES);
      rows[i + 2] = dice.nextFloat() * 50;
      rows[i + 3] = dice.nextFloat() * 50;
      rows[i + 4] = rows[i + 2] + 0.1f + dice.nextFloat() * 13;
      rows[i + 5] = rows[i + 3] + 0.1f + dice.nextFloat() * 13;
    }
    try (var _ = new Scope()) {
      var maps = maps(drawing, 1, 4);
      assertTrue(back(maps, loss(drawing).of(maps, targets(rows), SIZE)) > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18"})
  void worksInFloatUnderHalfMaps(String name) {
    Drawing drawing = draw(name);
    try (var _ = new Scope()) {
      var half = new LinkedHashMap<String, Tensor>();
      maps(drawing, 1, 7)
          .forEach((map, leaf) -> half.put(map, leaf.detach().to(ScalarType.BFloat16)));
      Tensor loss = loss(drawing).of(half, targets(0, 0, 5, 5, 40, 40), SIZE).get("loss");
      assertEquals(ScalarType.Float, loss.scalar_type().intern());
      assertTrue(Float.isFinite(loss.item_float()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18"})
  void refusesLabelsAndPicturesThatDoNotExist(String name) {
    Drawing drawing = draw(name);
    try (var _ = new Scope()) {
      var maps = maps(drawing, 1, 8);
      assertRefused(
          "a box is of class 3.0, but there are 3",
          () -> loss(drawing).of(maps, targets(0, 3, 0, 0, 9, 9), SIZE));
      assertRefused(
          "a box is of picture 1.0, but there are 1",
          () -> loss(drawing).of(maps, targets(1, 0, 0, 0, 9, 9), SIZE));
    }
  }

  /** They would make the loss diverge, long after whoever passed them could tell why. */
  @ParameterizedTest
  @ValueSource(strings = {"yolo-n", "fcos-resnet18", "retinanet-resnet18"})
  void refusesBoxesThatAreNone(String name) {
    Drawing drawing = draw(name);
    float[][] none = {
      {20, 20, 20, 40}, {30, 40, 20, 50}, {Float.NaN, 1, 9, 9}, {1, 1, Float.POSITIVE_INFINITY, 9}
    };
    try (var _ = new Scope()) {
      var maps = maps(drawing, 2, 8);
      for (float[] box : none)
        assertRefused(
            "a box of picture 1 is [%s, %s, %s, %s] (left, top, right, bottom), which nothing can be learned from; leave out boxes without width or height"
                .formatted(box[0], box[1], box[2], box[3]),
            () ->
                loss(drawing)
                    .of(
                        maps,
                        targets(0, 1, 3, 3, 9, 9, 1, 0, box[0], box[1], box[2], box[3]),
                        SIZE));
    }
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(TrainException.class, call::run).getMessage());
  }

  /** Four drawn pictures of one rectangle each are learned by heart. */
  @ParameterizedTest
  @CsvSource({"yolo-n, 60, 4", "fcos-resnet18, 30, 2", "retinanet-resnet18, 30, 2"})
  void aFewPicturesAreLearned(String name, int steps, int times) {
    Drawing drawing = draw(name);
    Network network = drawing.network();
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
    Weights weights = InitialWeights.of(network, drawing.init(), 3);
    var adam = Part.Settings.of(Optimiser.AdamW.of(2e-3, 0.05));
    double first = 0;
    double last = 0;
    try (var part = new Part("main", network, weights, adam)) {
      for (int step = 0; step < steps; step++) {
        try (var _ = new Scope()) {
          Tensor images = Tensors.of(pixels, 4, 3, PX, PX);
          var answers =
              new Runner(network)
                  .run(Map.of("image", images), part.live(), Mode.TRAIN, (_, _) -> {});
          Tensor loss = loss(drawing).of(answers, targets(rows), SIZE).get("loss");
          last = loss.item_float();
          if (step == 0) first = last;
          part.learn(loss, 1);
        }
      }
    }
    assertTrue(last < first / times, first + " to " + last);
  }
}
