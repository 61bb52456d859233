package dev.fovea.task.classify.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import org.junit.jupiter.api.Test;

class BagLossTest {
  /** Two bags of two pieces, and two pieces without. */
  private static final float[] EVIDENCE = {3, -1, 0.5f, 0.25f, -2, 1};

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  private static double softMaximum(double a, double b, double r) {
    return Math.log((Math.exp(r * a) + Math.exp(r * b)) / 2) / r;
  }

  @Test
  void aBagAnswersByItsSoftMaximum() {
    double bags = (softplus(-softMaximum(3, -1, 4)) + softplus(-softMaximum(0.5, 0.25, 4))) / 2;
    double rest = (softplus(-2) + softplus(1)) / 2;
    for (int rare : new int[] {0, 1}) {
      var logits = new float[12];
      for (int i = 0; i < 6; i++) logits[2 * i + rare] = EVIDENCE[i];
      try (var _ = new Scope()) {
        var answers = Tensors.of(logits, 6, 2);
        assertEquals(
            bags + rest, new BagLoss(rare, 2, 2, 4).of(answers, answers).item_float(), 1e-5);
      }
    }
  }
}
