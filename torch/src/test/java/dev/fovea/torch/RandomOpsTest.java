package dev.fovea.torch;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Wire;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout and stochastic depth draw numbers: what holds for every draw. */
class RandomOpsTest {
  private static final int SAMPLES = 4000;
  private static final int PIXELS = 2 * 3 * 5;

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void dropoutZeroesItsShareAndKeepsTheMean(double rate) {
    float[] y = drawn(new Op.Dropout(rate), Mode.TRAIN, 1);
    assertShare(rate, y, y.length);
    assertTrue(mixedSamples(y) > SAMPLES / 2, "numbers of one sample fall singly");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void stochasticDepthZeroesWholeSamplesAndKeepsTheMean(double rate) {
    float[] y = drawn(new Op.StochasticDepth(rate), Mode.TRAIN, 1);
    assertShare(rate, y, SAMPLES);
    assertEquals(0, mixedSamples(y), "samples that are zero only in part");
  }

  @Test
  void theSameSeedDrawsTheSameMask() {
    for (Op op : new Op[] {new Op.Dropout(0.5), new Op.StochasticDepth(0.5)}) {
      float[] first = drawn(op, Mode.TRAIN, 7);
      assertArrayEquals(first, drawn(op, Mode.TRAIN, 7));
      assertFalse(Arrays.equals(first, drawn(op, Mode.TRAIN, 8)));
    }
  }

  @Test
  void evaluationChangesNothing() {
    var ones = new float[SAMPLES * PIXELS];
    Arrays.fill(ones, 1);
    for (Op op : new Op[] {new Op.Dropout(0.9), new Op.StochasticDepth(0.9)})
      assertArrayEquals(ones, drawn(op, Mode.EVAL, 1));
  }

  @Test
  void gradientsPassThroughTheSameMask() {
    for (Op op : new Op[] {new Op.Dropout(0.5), new Op.StochasticDepth(0.5)})
      try (var _ = new Scope();
          var none = Weights.of(Map.of())) {
        Tensor x = ones(SAMPLES, 2, 3, 5).set_requires_grad(true);
        Tensor y = new Runner(network(op)).run(x, none, Mode.TRAIN);
        y.sum().backward();
        assertArrayEquals(Tensors.toArray(y), Tensors.toArray(x.grad()));
      }
  }

  /** Ones [SAMPLES, 2, 3, 5] after the op. */
  private static float[] drawn(Op op, Mode mode, long seed) {
    try (var _ = new Scope();
        var none = Weights.of(Map.of())) {
      manual_seed(seed);
      return Tensors.toArray(new Runner(network(op)).run(ones(SAMPLES, 2, 3, 5), none, mode));
    }
  }

  private static Network network(Op op) {
    return Wire.start("random", "x", new Shape.Map(2, 3, 5)).then("op", op).network("y");
  }

  /** Kept numbers are 1 / (1 - rate); zeros are their share, within five deviations of the draw. */
  private static void assertShare(double rate, float[] y, int draws) {
    int zeros = 0;
    double sum = 0;
    for (float number : y) {
      if (number == 0) zeros++;
      else assertEquals(1 / (1 - rate), number, 1e-5);
      sum += number;
    }
    double deviation = Math.sqrt(rate * (1 - rate) / draws);
    assertEquals(rate, (double) zeros / y.length, 5 * deviation);
    assertEquals(1, sum / y.length, 5 * deviation / (1 - rate));
  }

  private static int mixedSamples(float[] y) {
    int mixed = 0;
    for (int i = 0; i < y.length; i += PIXELS) {
      int zeros = 0;
      for (int j = i; j < i + PIXELS; j++) if (y[j] == 0) zeros++;
      if (zeros > 0 && zeros < PIXELS) mixed++;
    }
    return mixed;
  }
}
