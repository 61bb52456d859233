package dev.fovea.task.classify.calibrate;

import dev.fovea.predict.model.Activation;
import dev.fovea.task.classify.Outputs;
import java.util.List;

/**
 * The temperature that makes the truth most probable (Guo et al. 2017, <a
 * href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>): the least cross-entropy of logits
 * divided by it.
 *
 * <p>One picture more is counted whose label is drawn at random, that is a label smoothing of 1 /
 * (pictures + 1). Without it a network that errs on none of a hundred pictures would be told that
 * it never errs.
 */
public final class Temperature {
  private static final double LEAST = 0.01;
  private static final double MOST = 100;
  private static final int STEPS = 200;

  private final Outputs outputs;
  private final boolean several;
  private final double smoothing;
  private double slope;
  private double curve;

  private Temperature(Outputs outputs, Activation activation) {
    this.outputs = outputs;
    this.several = activation == Activation.SIGMOID;
    this.smoothing = 1.0 / (outputs.logits().size() + 1);
  }

  /** From 0.01 to 100; 1 without any picture. */
  public static double of(Outputs outputs, Activation activation) {
    return outputs.logits().isEmpty() ? 1 : 1 / new Temperature(outputs, activation).inverse();
  }

  /**
   * Whether a temperature is as high as one may be: then even the evenest probabilities were too
   * sure, and how sure the network is tells nothing of whether it is right.
   */
  public static boolean unbounded(double temperature) {
    return temperature > 0.999 * MOST;
  }

  /** Newton's method, kept between ends: the loss is convex in the inverse of the temperature. */
  private double inverse() {
    double low = 1 / MOST;
    double high = 1 / LEAST;
    double at = 1;
    for (int i = 0; i < STEPS && high - low > 1e-12 * high; i++) {
      measure(at);
      if (slope > 0) high = at;
      else low = at;
      double next = at - slope / curve;
      if (Math.abs(next - at) <= 1e-13 * at) break;
      at = next > low && next < high ? next : Math.sqrt(low * high);
    }
    return at;
  }

  /** First and second derivative of the summed loss by the inverse temperature. */
  private void measure(double inverse) {
    slope = 0;
    curve = 0;
    for (int i = 0; i < outputs.logits().size(); i++) {
      float[] logits = outputs.logits().get(i);
      if (several) yesOrNo(logits, outputs.truth(i), inverse);
      else oneOf(logits, outputs.truth(i).getFirst(), inverse);
    }
  }

  private void oneOf(float[] logits, int truth, double inverse) {
    double largest = Double.NEGATIVE_INFINITY;
    double mean = 0;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
      mean += logit / (double) logits.length;
    }
    double sum = 0;
    double first = 0;
    double second = 0;
    for (float logit : logits) {
      double weight = Math.exp((logit - largest) * inverse);
      sum += weight;
      first += weight * logit;
      second += weight * logit * logit;
    }
    double expected = first / sum;
    slope += expected - (1 - smoothing) * logits[truth] - smoothing * mean;
    curve += second / sum - expected * expected;
  }

  private void yesOrNo(float[] logits, List<Integer> truth, double inverse) {
    for (int c = 0; c < logits.length; c++) {
      double probability = 1 / (1 + Math.exp(-logits[c] * inverse));
      double target = (truth.contains(c) ? 1 - smoothing : 0) + smoothing / 2;
      slope += (probability - target) * logits[c];
      curve += probability * (1 - probability) * logits[c] * logits[c];
    }
  }
}
