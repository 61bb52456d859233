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
  void aRampBeginsAnew() {
    Network one = Wire.image("one", 3).convBias("bins", 5, 1, 1).network("y");
    var init = Init.PYTORCH.with(Op.Conv2d.class, "bias", "bins", new Init.Fill.Ramp(3, -0.5));
    assertArrayEquals(
        new float[] {0, -0.5f, -1, 0, -0.5f}, numbers(one, init, 1, "bins.bias"), 1e-9f);
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

  /** The ends are numbers: scipy.stats.truncnorm(-1.6, 1.6, scale=1.25).std() is 0.96934. */
  @Test
  void truncatedNormalEndsAtTwo() {
    Init init = Init.PYTORCH.with(Op.Linear.class, "weight", "fc", new Fill.TruncatedNormal(1.25));
    Network net = Wire.start("v", "x", new Shape.Vector(100)).linear("fc", 500).network("y");
    float[] numbers = numbers(net, init, 3, "fc.weight");
    for (float n : numbers) assertTrue(Math.abs(n) <= 2, "" + n);
    assertMoments(numbers, 0.96934);
  }

  /** With 0.02 nothing is cut; patches of 3x4x4 start with the root of 1/48. */
  @Test
  void truncatedNormalIsNormalWhereItIsNarrow() {
    Init narrow =
        Init.PYTORCH.with(Op.Linear.class, "weight", "fc", new Fill.TruncatedNormal(0.02));
    Network net = Wire.start("v", "x", new Shape.Vector(100)).linear("fc", 500).network("y");
    assertMoments(numbers(net, narrow, 3, "fc.weight"), 0.02);
    Init lecun = Init.PYTORCH.with(Op.Conv2d.class, "weight", "conv", new Fill.LecunNormal());
    Network patches = Wire.image("p", 3).conv("conv", 500, 4, 4).network("y");
    assertMoments(numbers(patches, lecun, 3, "conv.weight"), Math.sqrt(1 / 48.0));
  }

  /** nn.MultiheadAttention: Xavier over all three projections, then 1 / sqrt(embed), no biases. */
  @Test
  void attentionStartsAsPyTorchs() {
    Network net =
        Wire.start("v", "x", new Shape.Tokens(5, 96))
            .then("a", new Op.MultiheadAttention(96, 4))
            .network("y");
    assertMoments(numbers(net, Init.PYTORCH, 3, "a.in_proj_weight"), Math.sqrt(2 / (4 * 96.0)));
    assertMoments(numbers(net, Init.PYTORCH, 3, "a.out_proj.weight"), Math.sqrt(1 / (3 * 96.0)));
    for (String bias : List.of("a.in_proj_bias", "a.out_proj.bias"))
      for (float n : numbers(net, Init.PYTORCH, 3, bias)) assertEquals(0f, n);
  }

  /** The buffer that torchvision computes when the module is made, as ops.py stored it. */
  @Test
  void positionsOfAWindowAreNumberedAsTorchvisions() {
    var op = new Op.WindowAttention(6, new Size(4, 3), new Size(2, 1), 2);
    Network net = Wire.start("w", "x", new Shape.Map(6, 5, 7)).then("op", op).network("y");
    try (var truth = Truth.open("ops.safetensors");
        var _ = new Scope();
        var weights = InitialWeights.of(net, Init.PYTORCH, 7)) {
      truth.assertEqual(
          "windows.shift_padded/w.relative_position_index",
          weights.get("op.relative_position_index"));
    }
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
