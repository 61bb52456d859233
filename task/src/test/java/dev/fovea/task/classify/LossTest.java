package dev.fovea.task.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.predict.ModelException;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;

/** Losses against their formulas, summed by hand in double precision. */
class LossTest {
  private static final float[] LOGITS = {1.5f, -0.25f, 0.5f, -2f, 0.75f, 3f};
  private static final float[] TRUTH = {1, 0, 0, 0.3f, 0, 0.7f};
  private static final int N = 2;
  private static final int K = 3;

  private static double of(boolean multiLabel, double smoothing, float[] weights) {
    try (var _ = new Scope()) {
      Device cpu = Devices.of("cpu");
      try (var loss = new Loss(new Targets(K, multiLabel), smoothing, weights, cpu)) {
        return loss.of(Tensors.of(LOGITS, N, K), Tensors.of(TRUTH, N, K)).item_float();
      }
    }
  }

  /** - mean over examples of the sum over classes of weight * target * log softmax. */
  private static double crossEntropy(double smoothing, float[] weights) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      double all = 0;
      for (int c = 0; c < K; c++) all += Math.exp(LOGITS[i * K + c]);
      for (int c = 0; c < K; c++) {
        double target = TRUTH[i * K + c] * (1 - smoothing) + smoothing / K;
        double weight = weights == null ? 1 : weights[c];
        sum -= weight * target * (LOGITS[i * K + c] - Math.log(all));
      }
    }
    return sum / N;
  }

  private static double binary(double smoothing, float[] weights) {
    double sum = 0;
    for (int i = 0; i < N * K; i++) {
      double target = TRUTH[i] * (1 - smoothing) + smoothing / 2;
      double p = 1 / (1 + Math.exp(-LOGITS[i]));
      double weight = weights == null ? 1 : weights[i % K];
      sum -= weight * (target * Math.log(p) + (1 - target) * Math.log(1 - p));
    }
    return sum / (N * K);
  }

  @Test
  void crossEntropyIsItsFormula() {
    float[] weights = {0.5f, 2, 1.25f};
    assertEquals(crossEntropy(0, null), of(false, 0, null), 1e-6);
    assertEquals(crossEntropy(0.1, null), of(false, 0.1, null), 1e-6);
    assertEquals(crossEntropy(0, weights), of(false, 0, weights), 1e-6);
    assertEquals(crossEntropy(0.2, weights), of(false, 0.2, weights), 1e-6);
  }

  @Test
  void binaryCrossEntropyIsItsFormula() {
    float[] weights = {0.5f, 2, 1.25f};
    assertEquals(binary(0, null), of(true, 0, null), 1e-6);
    assertEquals(binary(0.1, weights), of(true, 0.1, weights), 1e-6);
  }

  @Test
  void smoothingOfOneIsRefused() {
    var refused = assertThrows(ModelException.class, () -> of(false, 1, null));
    assertEquals("label smoothing must be from 0 to below 1, got 1.0", refused.getMessage());
  }
}
