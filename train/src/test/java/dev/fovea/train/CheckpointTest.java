package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Segments;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Activations that are worked out again change no bit, whatever else a step does. */
class CheckpointTest {
  private static final int STEPS = 4;

  /** Weights, statistics and averages after some steps. */
  private static Map<String, float[]> trained(
      Network network, Part.Settings settings, Manner manner) {
    try (var weights = Tiny.weights(network);
        var step = Tiny.step(network, weights, settings, manner);
        var _ = new Scope()) {
      torch.manual_seed(2);
      for (int i = 0; i < STEPS; i++) {
        Tensor x = torch.randn(4, 3, 8, 8);
        Tensor y = torch.randn(4, Tiny.CLASSES);
        step.learn(x, y, 1);
      }
      var numbers = Tiny.numbers(weights);
      Tiny.numbers(step.kept()).forEach((name, values) -> numbers.put("kept." + name, values));
      numbers.put("dice after it", new float[] {torch.rand(1).item_float()});
      return numbers;
    }
  }

  private static void same(Network network, Part.Settings settings, Manner manner) {
    var again = again(network, settings, manner);
    trained(network, settings, manner)
        .forEach((name, numbers) -> assertArrayEquals(numbers, again.get(name), name));
  }

  private static Map<String, float[]> again(
      Network network, Part.Settings settings, Manner manner) {
    int segments = Segments.of(network, Shapes.of(network, 8, 8)).size();
    assertTrue(segments > 1, "only one segment");
    return trained(network, settings, manner.withCheckpoint(true));
  }

  private static Part.Settings settings(int accumulate, List<String> frozen) {
    return new Part.Settings(Tiny.momentum(0.1), accumulate, 0.5, 0.9, frozen);
  }

  @Test
  void theSameBitsWithDropoutAndBatchNorms() {
    same(Tiny.network(), settings(1, List.of()), Manner.PLAIN);
    assertEquals(
        STEPS,
        trained(Tiny.network(), settings(1, List.of()), Manner.PLAIN.withCheckpoint(true))
            .get("bn1.num_batches_tracked")[0],
        "statistics move once a step");
  }

  @Test
  void theSameBitsWhereGradientsAreSummed() {
    same(Tiny.network(), settings(2, List.of()), Manner.PLAIN);
  }

  @Test
  void theSameBitsInBf16() {
    same(Tiny.network(), settings(1, List.of()), new Manner(0, Precision.BF16));
  }

  @Test
  void theSameBitsOnALookAround() {
    same(Tiny.network(), settings(1, List.of()), new Manner(0.05, Precision.FLOAT32));
    same(Tiny.network(), settings(1, List.of()), new Manner(0.05, Precision.BF16));
  }

  @Test
  void theSameBitsOverAFrozenBeginning() {
    same(Tiny.network(), settings(1, List.of("conv1", "bn1")), Manner.PLAIN);
  }

  /** Gradients of a value that skips segments, of weights in several: summed in another order. */
  @Test
  void nearlyTheSameWhereValuesSkipAndWeightsAreShared() {
    Wire first = Wire.image("skips", 3).conv("stem", 4, 3, 1).relu();
    Wire third = block(block(block(first, "a"), "b"), "c").plus(first);
    Network network = third.average().linear("fc", Tiny.CLASSES).network("logits");
    var settings = settings(1, List.of());
    var again = again(network, settings, Manner.PLAIN);
    trained(network, settings, Manner.PLAIN)
        .forEach((name, numbers) -> assertArrayEquals(numbers, again.get(name), 1e-5f, name));
  }

  private static Wire block(Wire in, String name) {
    return in.within(
        name,
        "shared",
        x ->
            x.conv("conv", 4, 3, 1)
                .relu()
                .then("depth", new Op.StochasticDepth(0.5))
                .plus(x)
                .relu());
  }
}
