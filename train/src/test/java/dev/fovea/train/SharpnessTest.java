package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fovea.torch.Precision;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** What is known of a look around without PyTorch: with no way to go, it changes nothing. */
class SharpnessTest {
  /** Weights and statistics after three steps of a network with dropout and batch norms. */
  private static Map<String, float[]> trained(double sharpness) {
    var settings = Part.Settings.of(Tiny.momentum(0.1));
    try (var weights = Tiny.weights(Tiny.network());
        var step =
            Tiny.step(Tiny.network(), weights, settings, new Manner(sharpness, Precision.FLOAT32));
        var _ = new Scope()) {
      torch.manual_seed(2);
      Tensor x = torch.randn(4, 3, 8, 8);
      Tensor y = torch.randn(4, Tiny.CLASSES);
      for (int i = 0; i < 3; i++) step.learn(x, y, 1);
      assertEquals(3, Tensors.toArray(weights.get("bn1.num_batches_tracked").to(Tensors.FLOAT))[0]);
      return Tiny.numbers(weights);
    }
  }

  @Test
  void dropoutThrowsTheSameDiceTwiceAndStatisticsMoveOnce() {
    var without = trained(0);
    trained(1e-30).forEach((name, numbers) -> assertArrayEquals(without.get(name), numbers, name));
    assertFalse(Arrays.equals(without.get("fc.weight"), trained(0.5).get("fc.weight")));
  }
}
