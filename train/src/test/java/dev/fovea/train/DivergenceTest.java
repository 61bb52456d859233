package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Weights;
import dev.fovea.train.TrainEvent.BatchDone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {
  private static final String KEPT =
      "; the last good state is kept: resume with a lower learning rate";

  @TempDir Path folder;
  private final Notes notes = Notes.ofWeights();

  /** Trains until it diverges; each batch done may spoil the weights. */
  private String diverge(
      Part.Settings settings,
      SupervisedStep.Loss loss,
      Duration saveEvery,
      BiConsumer<Long, Weights> spoil) {
    Network network = Tiny.plain();
    try (var loader = Tiny.loader();
        var weights = Tiny.weights(network);
        var step =
            new SupervisedStep(
                network, new Part("model", network, weights, settings), loss, Tiny.CPU)) {
      var plan = new Plan(3, null, new Schedule.Constant(), 0, saveEvery, 1);
      var loop =
          new Loop(
              plan,
              loader,
              step,
              notes,
              folder,
              event -> {
                if (event instanceof BatchDone done) spoil.accept(done.step(), weights);
              });
      return assertThrows(DivergedException.class, loop::run).getMessage();
    }
  }

  private static BiConsumer<Long, Weights> scale(long atStep, String name, double by) {
    return (step, weights) -> {
      if (step != atStep) return;
      try (var _ = Gradients.off();
          var _ = new Scope()) {
        weights.get(name).mul_(new Scalar(by));
      }
    };
  }

  private long keptStep() {
    try (State state = State.open(folder);
        var _ = new Scope()) {
      long step = state.number("step");
      try (var weights = Tiny.weights(Tiny.plain());
          var part = new Part("model", Tiny.plain(), weights, Part.Settings.of(Tiny.momentum(1)))) {
        part.restore(state);
        assertEquals(Optional.empty(), part.unsound());
      }
      return step;
    }
  }

  @Test
  void theNodeIsNamed() {
    var settings = Part.Settings.of(Tiny.momentum(0.1));
    var spoil = scale(7, "conv2.weight", 1e38).andThen(scale(7, "conv1.weight", 1e10));
    String message = diverge(settings, Tiny.SQUARES, Duration.ofHours(1), spoil);
    assertEquals(
        "training diverged at step 7 (epoch 2): the loss is NaN: node conv2 Conv2d[in=4, out=6,"
            + " kernel=3x3, stride=2x2, padding=1x1, dilation=1x1, groups=1, bias=true] made it"
            + KEPT,
        message);
    assertEquals(5, keptStep());
  }

  /** 3.4e38 is a number in float32 and none in bf16, whose largest is 3.39e38. */
  @Test
  void theNodeIsFoundInThePrecisionThatItBrokeIn() {
    String message =
        diverge(Tiny.plain(), new Manner(0, Precision.BF16), 3, torch.full(X, new Scalar(3.4e38)));
    assertTrue(message.contains(": node conv1 Conv2d[in=3, "), message);
  }

  /** What is dropped is 0, what is kept is doubled and too large: other dice see other nodes. */
  @Test
  void theNodeIsFoundByTheDiceThatItBrokeBy() {
    Network dropping =
        Wire.image("dropping", 3).average().dropout(0.5).linear("fc", 3).network("logits");
    int broken = 0;
    for (int seed = 0; seed < 20; seed++) {
      String message = diverge(dropping, Manner.PLAIN, seed, torch.full(X, new Scalar(2e38)));
      if (message == null) continue;
      broken++;
      assertTrue(message.endsWith(": node dropout Dropout[rate=0.5] made it"), message);
    }
    assertTrue(broken > 0 && broken < 20, "one channel of one picture: " + broken);
  }

  private static final long[] X = {1, 3, 1, 1};

  /** What is said of one step, or null where it learns. */
  private static String diverge(Network network, Manner manner, int seed, Tensor images) {
    try (var weights = Tiny.weights(network);
        var _ = new Scope()) {
      try (var _ = Gradients.off()) {
        weights.tensors().values().forEach(t -> t.mul_(new Scalar(1e-30)));
      }
      try (var step = Tiny.step(network, weights, Part.Settings.of(Tiny.momentum(0.1)), manner)) {
        torch.manual_seed(seed);
        step.learn(images, torch.zeros(1, Tiny.CLASSES), 1);
        return null;
      } catch (DivergedException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  void weightsThatAreNoLongerNumbersAreNeverSaved() {
    SupervisedStep.Loss steep =
        (answers, targets) -> Tiny.SQUARES.of(answers, targets).mul(new Scalar(1e37));
    String message =
        diverge(Part.Settings.of(Tiny.momentum(1e6)), steep, Duration.ZERO, (_, _) -> {});
    assertEquals(
        "training diverged at step 1 (epoch 1): after its update conv1.weight is no longer made of"
            + " finite numbers"
            + KEPT,
        message);
    assertEquals(0, keptStep());
  }

  @Test
  void weightsThatAreNoLongerNumbersAreNeverValidated() {
    var settings = Part.Settings.of(Tiny.momentum(0.1));
    String message =
        diverge(
            settings,
            Tiny.SQUARES,
            Duration.ofHours(1),
            scale(10, "fc.bias", Double.POSITIVE_INFINITY));
    assertEquals(
        "training diverged at step 10 (epoch 2): after its update fc.bias is no longer made of"
            + " finite numbers"
            + KEPT,
        message);
    assertEquals(5, keptStep());
    assertEquals(1, notes.kept.size());
  }

  @Test
  void weightsThatBrokeInTheUpdateBeforeAreNamed() {
    var settings = Part.Settings.of(Tiny.momentum(0.1));
    String message =
        diverge(settings, Tiny.SQUARES, Duration.ofHours(1), scale(2, "conv2.bias", Double.NaN));
    assertEquals(
        "training diverged at step 2 (epoch 1): the loss is NaN: the weights conv2.bias are no"
            + " longer numbers since the update before"
            + KEPT,
        message);
    assertEquals(0, keptStep());
  }

  @Test
  void aGradientThatIsNoNumberIsCaughtByClipping() {
    var settings = new Part.Settings(Tiny.momentum(0.1), 1, 1, 0, List.of());
    SupervisedStep.Loss rootOfZero =
        (Tensor answers, Tensor _) -> answers.sub(answers.detach()).square().sum().sqrt();
    String message = diverge(settings, rootOfZero, Duration.ZERO, (_, _) -> {});
    assertEquals(
        "training diverged at step 0 (epoch 1): the gradient's norm is NaN: the gradient of fc.bias"
            + " is no longer a number"
            + KEPT,
        message);
    assertEquals(0, keptStep());
  }
}
