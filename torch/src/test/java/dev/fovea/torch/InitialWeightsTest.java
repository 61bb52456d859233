package dev.fovea.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Init;
import dev.fovea.graph.Init.Fill;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialWeightsTest {
  /** The layers of initial() in ops.py, in its order. */
  private static final Network AS_PYTHON =
      Wire.start("small", "x", new Shape.Map(4, 5, 5))
          .then(
              "conv",
              new Op.Conv2d(4, 6, new Size(3, 2), Size.of(1), Size.of(0), Size.of(1), 2, true))
          .then(
              "transposed",
              new Op.ConvTranspose2d(
                  6, 4, Size.of(3), Size.of(1), Size.of(0), Size.of(0), Size.of(1), 2, true))
          .norm("norm")
          .average()
          .linear("fc", 3)
          .network("y");

  @Test
  void drawsTheNumbersThatPyTorchDrawsFromTheSameSeed() {
    try (var truth = Truth.open("ops.safetensors");
        var _ = new Scope();
        var weights = InitialWeights.of(AS_PYTHON, Init.PYTORCH, 7)) {
      assertEquals(
          List.copyOf(Params.of(AS_PYTHON).keySet()), List.copyOf(weights.tensors().keySet()));
      weights.tensors().forEach((name, tensor) -> truth.assertEqual("init/" + name, tensor));
      assertEquals(ScalarType.Long, weights.get("norm.num_batches_tracked").scalar_type().intern());
    }
  }

  @Test
  void drawsKaimingAsPyTorchDoes() {
    Network one = Wire.image("one", 3).conv("kaiming", 5, 3, 1).network("y");
    try (var truth = Truth.open("ops.safetensors");
        var _ = new Scope();
        var weights = InitialWeights.of(one, Init.KAIMING_FAN_OUT, 7)) {
      truth.assertEqual("init/kaiming", weights.get("kaiming.weight"));
    }
  }

  @Test
  void theSeedDecides() {
    float[] first = numbers(AS_PYTHON, Init.PYTORCH, 1, "fc.weight");
    assertArrayEquals(first, numbers(AS_PYTHON, Init.PYTORCH, 1, "fc.weight"));
    assertFalse(java.util.Arrays.equals(first, numbers(AS_PYTHON, Init.PYTORCH, 2, "fc.weight")));
  }

  /**
   * Bound 1/sqrt(fan in), as reset_parameters() of each module documents; deviation bound/sqrt 3.
   */
  @ParameterizedTest
  @CsvSource({"conv.weight, 45", "conv.bias, 45", "fc.weight, 200", "fc.bias, 200"})
  void uniformWithinOneOverRootOfFanIn(String name, int fanIn) {
    Network wide =
        Wire.image("wide", 5).convBias("conv", 200, 3, 1).average().linear("fc", 300).network("y");
    float[] numbers = numbers(wide, Init.PYTORCH, 3, name);
    double bound = 1 / Math.sqrt(fanIn);
    double largest = 0;
    for (float n : numbers) largest = Math.max(largest, Math.abs(n));
    assertTrue(largest <= bound && largest > 0.9 * bound, largest + " of " + bound);
    assertMoments(numbers, bound / Math.sqrt(3));
  }

  @Test
  void rulesReplaceWhatTheyName() {
    Init init =
        Init.PYTORCH
            .with(Op.Linear.class, "weight", "fc", new Fill.Normal(0.5))
            .with(Op.Linear.class, "bias", "fc", new Fill.Constant(-4));
    Network net = Wire.start("v", "x", new Shape.Vector(100)).linear("fc", 200).network("y");
    assertMoments(numbers(net, init, 3, "fc.weight"), 0.5);
    for (float n : numbers(net, init, 3, "fc.bias")) assertEquals(-4f, n);
  }

  /** A normal distribution cut at two deviations has 0.87963 of its deviation left. */
  @Test
  void truncatedNormalEndsAtTwoDeviations() {
    Init init = Init.PYTORCH.with(Op.Linear.class, "weight", "fc", new Fill.TruncatedNormal(0.02));
    Network net = Wire.start("v", "x", new Shape.Vector(100)).linear("fc", 500).network("y");
    float[] numbers = numbers(net, init, 3, "fc.weight");
    for (float n : numbers) assertTrue(Math.abs(n) <= 0.04 * 1.000001, "" + n);
    assertMoments(numbers, 0.02 * 0.87963);
  }

  private static float[] numbers(Network network, Init init, long seed, String name) {
    try (var _ = new Scope();
        var weights = InitialWeights.of(network, init, seed)) {
      return Tensors.toArray(weights.get(name));
    }
  }

  /** Mean 0 and the deviation, within four standard errors of each. */
  private static void assertMoments(float[] numbers, double deviation) {
    double sum = 0;
    double squares = 0;
    for (float n : numbers) {
      sum += n;
      squares += (double) n * n;
    }
    double root = Math.sqrt(numbers.length);
    assertEquals(0, sum / numbers.length, 4 * deviation / root, "mean");
    assertEquals(
        deviation,
        Math.sqrt(squares / numbers.length),
        4 * deviation / root / Math.sqrt(2),
        "deviation");
  }
}
