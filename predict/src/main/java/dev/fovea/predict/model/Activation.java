package dev.fovea.predict.model;

import java.util.Arrays;

/** What makes probabilities of a classifier's logits. */
public enum Activation {
  /** Of one label a picture: all classes sum to 1. */
  SOFTMAX("softmax"),
  /** Of several labels a picture: each class is by itself. */
  SIGMOID("sigmoid");

  private final String word;

  Activation(String word) {
    this.word = word;
  }

  /** As a model file spells it. */
  String word() {
    return word;
  }

  /**
   * By the word of a model file.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Activation of(String word) {
    return Arrays.stream(values())
        .filter(activation -> activation.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("the activation must be softmax or sigmoid, got " + word));
  }

  /** Probabilities [classes] of logits [classes], computed in float64. */
  float[] of(double[] logits) {
    return switch (this) {
      case SOFTMAX -> softmax(logits);
      case SIGMOID -> sigmoid(logits);
    };
  }

  private static float[] softmax(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) largest = Math.max(largest, logit);
    double sum = 0;
    for (double logit : logits) sum += Math.exp(logit - largest);
    var probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++)
      probabilities[c] = (float) (Math.exp(logits[c] - largest) / sum);
    return probabilities;
  }

  private static float[] sigmoid(double[] logits) {
    var probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++)
      probabilities[c] = (float) (1 / (1 + Math.exp(-logits[c])));
    return probabilities;
  }
}
