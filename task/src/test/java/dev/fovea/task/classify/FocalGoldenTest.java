package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.predict.ModelException;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Focal losses and gradients as PyTorch and torchvision have them (focal_golden.py). */
class FocalGoldenTest {
  private static final int N = 4;
  private static final int K = 3;
  private static final float[] LOGITS = {
    1.5f, -0.25f, 0.5f, -2, 0.75f, 3, 0.1f, 0.2f, -6, 9, -4, 0
  };
  private static final float[] ONE = {1, 0, 0, 0.3f, 0, 0.7f, 0, 0, 1, 1, 0, 0};
  private static final float[] ANY = {1, 0, 1, 0.3f, 0, 0.7f, 0, 0, 0, 1, 1, 0};

  static String[] cases() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                FocalGoldenTest.class.getResourceAsStream("focal.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(String line) {
    String[] words = line.split(" ", -1);
    boolean several = words[0].equals("any");
    float[] weights = words[3].equals("none") ? null : numbers(words[3].split(",", -1));
    try (var _ = new Scope();
        var loss =
            new Loss(
                new Targets(K, several),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                weights,
                Devices.of("cpu"))) {
      Tensor logits = Tensors.of(LOGITS, N, K).clone().requires_grad_(true);
      Tensor value = loss.of(logits, Tensors.of(several ? ANY : ONE, N, K));
      value.backward();
      assertEquals(Float.parseFloat(words[4]), value.item_float(), 1e-6);
      float[] slope = numbers(Arrays.copyOfRange(words, 5, words.length));
      assertArrayEquals(slope, Tensors.toArray(logits.grad()), 1e-6f);
    }
  }

  private static float[] numbers(String[] words) {
    var numbers = new float[words.length];
    for (int i = 0; i < words.length; i++) numbers[i] = Float.parseFloat(words[i]);
    return numbers;
  }

  /** A picture that is surely right has no slope left, not one that is no number. */
  @Test
  void certaintyHasAFiniteSlope() {
    try (var _ = new Scope();
        var loss = new Loss(new Targets(2, false), 0, 0.5, null, Devices.of("cpu"))) {
      Tensor logits = Tensors.of(new float[] {90, -90}, 1, 2).clone().requires_grad_(true);
      loss.of(logits, Tensors.of(new float[] {1, 0}, 1, 2)).backward();
      assertArrayEquals(new float[] {0, 0}, Tensors.toArray(logits.grad()));
    }
  }

  @Test
  void aGammaBelowZeroIsRefused() {
    var refused =
        assertThrows(
            ModelException.class,
            () -> new Loss(new Targets(2, false), 0, -1, null, Devices.of("cpu")));
    assertEquals("the focal loss expects a gamma of 0 or more, got -1.0", refused.getMessage());
  }
}
