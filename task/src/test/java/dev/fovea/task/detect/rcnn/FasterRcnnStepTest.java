package dev.fovea.task.detect.rcnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.train.DivergedException;
import dev.fovea.train.Freeze;
import dev.fovea.train.Loop;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.Plan;
import dev.fovea.train.Schedule;
import dev.fovea.train.State;
import dev.fovea.train.TrainEvent;
import dev.fovea.train.TrainEvent.Reason;
import dev.fovea.train.TrainException;
import dev.fovea.train.Validation;
import dev.fovea.train.Validator;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FasterRcnnStepTest {
  private static final int CLASSES = 2;
  private static final Drawing DRAWING =
      Detectors.of("fasterrcnn-mobilenet_v3_small", DetectorOptions.of(CLASSES));

  @TempDir Path whole;
  @TempDir Path broken;

  private static final class Killed extends RuntimeException {}

  /** Keeps the numbers of a few tensors. */
  private static final class Last implements Validator {
    private final Map<String, float[]> numbers = new LinkedHashMap<>();

    @Override
    public Validation validate(Weights weights) {
      return new Validation(new LinkedHashMap<>(Map.of("map", 0.5)), "map");
    }

    @Override
    public void keep(Weights weights, Validation validation, int epoch, boolean best) {
      for (String name :
          List.of(
              "backbone.body.features.0.0.weight",
              "backbone.body.features.0.1.running_mean",
              "rpn.head.cls_logits.weight",
              "roi_heads.box_predictor.bbox_pred.weight"))
        numbers.put(name, Tensors.toArray(weights.get(name)));
    }
  }

  /** A bright square on noise. */
  private record Square(int number) implements Source {
    @Override
    public Image image() {
      var samples = new byte[64 * 64 * 3];
      new Random(number).nextBytes(samples);
      for (int y = 8 * number; y < 8 * number + 24; y++)
        for (int x = 12; x < 44; x++)
          for (int c = 0; c < 3; c++) samples[3 * (64 * y + x) + c] = (byte) 250;
      return Image.of8(64, 64, 3, samples);
    }

    @Override
    public void check() {}
  }

  private static Loader loader() {
    List<Example> examples =
        IntStream.range(0, 4)
            .mapToObj(i -> {
              var box = new Box(12, 8 * i, 44, 8 * i + 24);
              var things = i == 3 ? List.<Thing>of() : List.of(Thing.of(i % CLASSES, box));
              return new Example(i + ".png", new Square(i), new Truth.Objects(things));
            })
            .toList();
    Feed feed =
        Feed.training(Preprocess.letterbox(64, 64, 32), CLASSES, 2, Augment.none(), 7).withBoxes();
    return Loader.of(examples, feed);
  }

  private static FasterRcnnStep step(Weights weights, List<String> frozen) {
    return step(weights, frozen, Postprocesses.of(DRAWING.style()));
  }

  private static FasterRcnnStep step(Weights weights, List<String> frozen, DetectPostprocess how) {
    var settings = new Part.Settings(new Optimiser.Sgd(0.005, 0.9, true, 1e-4), 1, 10, 0.9, frozen);
    return new FasterRcnnStep(
        DRAWING.network(),
        new Part("main", DRAWING.network(), weights, settings),
        how,
        CLASSES,
        new Device("cpu"),
        Precision.FLOAT32);
  }

  private static Weights weights() {
    return InitialWeights.of(DRAWING.network(), DRAWING.init(), 5);
  }

  /** What one process does: builds everything anew, then starts or goes on. */
  private static Reason process(Path folder, Last last, int stopAt, int killAt) {
    try (var loader = loader();
        var weights = weights();
        var step = step(weights, List.of())) {
      var loop = new Loop[1];
      Consumer<TrainEvent> events =
          event -> {
            if (!(event instanceof TrainEvent.BatchDone done)) return;
            if (done.step() == stopAt) loop[0].askToStop();
            if (done.step() == killAt) throw new Killed();
          };
      var plan =
          new Plan(3, null, new Schedule.WarmUp(0.3, new Schedule.Cosine(0)), 0, Duration.ZERO, 3);
      loop[0] = new Loop(plan, loader, step, last, folder, events);
      return State.in(folder) ? loop[0].resume() : loop[0].run();
    }
  }

  /**
   * Batch norms, EMA, sampled boxes: a run that was broken off ends with the bits of one that was
   * not.
   */
  @Test
  void goesOnWhereItWasKilled() {
    var straight = new Last();
    assertEquals(Reason.FINISHED, process(whole, straight, 0, 0));
    var pieces = new Last();
    assertEquals(Reason.INTERRUPTED, process(broken, pieces, 1, 0));
    assertThrows(Killed.class, () -> process(broken, pieces, 0, 3));
    assertThrows(Killed.class, () -> process(broken, pieces, 0, 5));
    assertEquals(Reason.FINISHED, process(broken, pieces, 0, 0));
    assertEquals(4, straight.numbers.size());
    straight.numbers.forEach(
        (name, numbers) -> assertArrayEquals(numbers, pieces.numbers.get(name), name));
  }

  private static final float[] ONE = {0, 1, 12, 8, 44, 32};

  @Test
  void boxesWithoutSizeAreRefused() {
    float[] more = {0, 1, 12, 8, 44, 32, 0, 0, 20, 20, 20, 40};
    var refused = assertThrows(TrainException.class, () -> losses(more));
    assertTrue(
        refused.getMessage().startsWith("a box of picture 0 is [20.0, 20.0, 20.0, 40.0]"),
        refused.getMessage());
  }

  private static Map<String, Double> losses(float[] targets) {
    try (var _ = new Scope();
        var weights = weights();
        var step = step(weights, List.of())) {
      dev.fovea.torch.Chance.settle(1, 1);
      return step.learn(picture(1), Tensors.of(targets, targets.length / 6, 6), 1);
    }
  }

  /** Nothing to learn of boxes then, and all of it is finite. */
  @Test
  void picturesMayShowNothing() {
    Map<String, Double> losses = losses(new float[0]);
    assertEquals(0, losses.get("proposal"));
    assertEquals(0, losses.get("box"));
    losses.forEach((name, loss) -> assertTrue(Double.isFinite(loss), name));
    assertEquals(
        List.of("loss", "objectness", "proposal", "class", "box"), List.copyOf(losses.keySet()));
  }

  /** As torchvision's over MobileNet, which proposes nothing that it is not somewhat sure of. */
  @Test
  void nothingIsProposedAndNothingIsThere() {
    var how = Postprocesses.of(DRAWING.style());
    var usual = (Coder.Regions) how.coder();
    var surer =
        new Coder.Regions(usual.sizesPx(), usual.ratios(), usual.pooled(), 1000, 1000, 0.05, 0.7);
    var unsure = new DetectPostprocess(surer, how.levels(), false, 0.25, 0.5, 300);
    try (var _ = new Scope();
        var weights = weights()) {
      weights.get("rpn.head.cls_logits.bias").fill_(new Scalar(-9.0));
      try (var step = step(weights, List.of(), unsure)) {
        var losses = step.learn(picture(1), targets(), 1);
        for (String name : List.of("proposal", "class", "box"))
          assertEquals(0, losses.get(name), name);
        assertTrue(losses.get("objectness") > 0);
        assertEquals(losses.get("objectness"), losses.get("loss"));
      }
    }
  }

  private static Tensor targets(float... rows) {
    return Tensors.of(rows, rows.length / 6, 6);
  }

  @Test
  void learnsOnePictureByHeart() {
    try (var _ = new Scope();
        var weights = weights();
        var step = step(weights, List.of())) {
      Tensor targets = Tensors.of(ONE, 1, 6);
      double first = step.learn(picture(1), targets, 1).get("loss");
      double last = first;
      for (int i = 0; i < 15; i++)
        try (var _ = new Scope()) {
          last = step.learn(picture(1), targets, 1).get("loss");
        }
      assertTrue(last < 0.6 * first, first + " to " + last);
    }
  }

  /** Frozen batch norms keep their statistics. */
  @Test
  void normsMayStayStill() {
    try (var _ = new Scope();
        var weights = weights();
        var step = step(weights, Freeze.norms(DRAWING.network()))) {
      String mean = "backbone.body.features.0.1.running_mean";
      float[] before = Tensors.toArray(weights.get(mean));
      step.learn(picture(1), Tensors.of(ONE, 1, 6), 1);
      assertArrayEquals(before, Tensors.toArray(weights.get(mean)));
    }
  }

  @Test
  void saysWhatIsNoLongerANumber() {
    try (var _ = new Scope();
        var weights = weights();
        var step = step(weights, List.of())) {
      Tensor rubbish = picture(1).mul(new Scalar(Double.NaN));
      var e =
          assertThrows(
              DivergedException.class, () -> step.learn(rubbish, Tensors.of(ONE, 1, 6), 1));
      assertEquals(
          "the loss objectness is NaN: the batch itself holds numbers that are not finite",
          e.getMessage());
    }
    try (var _ = new Scope();
        var weights = weights()) {
      weights.get("rpn.head.cls_logits.bias").fill_(new Scalar(Double.NaN));
      try (var step = step(weights, List.of())) {
        var e =
            assertThrows(
                DivergedException.class, () -> step.learn(picture(1), Tensors.of(ONE, 1, 6), 1));
        assertEquals(
            "the loss objectness is NaN: the weights rpn.head.cls_logits.bias are no longer numbers"
                + " since the update before",
            e.getMessage());
      }
    }
  }

  private static Tensor picture(int number) {
    var numbers = new float[3 * 64 * 64];
    var dice = new Random(number);
    for (int i = 0; i < numbers.length; i++) numbers[i] = (float) dice.nextGaussian();
    return Tensors.of(numbers, 1, 3, 64, 64);
  }
}
