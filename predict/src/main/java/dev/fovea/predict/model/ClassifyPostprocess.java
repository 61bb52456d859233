package dev.fovea.predict.model;

import java.util.Collections;

/**
 * From a classifier's logits to its answer, as data: kept in the model, so that evaluation and use
 * answer alike.
 *
 * @param activation makes probabilities of logits
 * @param temperature what logits are divided by before (Guo et al. 2017, <a
 *     href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>); 1 changes nothing
 * @param decision which labels are answered
 * @param minConfidence below this confidence of the decision an answer is unsure; 0 for never
 */
public record ClassifyPostprocess(
    Activation activation, double temperature, Decision decision, double minConfidence)
    implements Postprocess {
  public ClassifyPostprocess {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException("a temperature must be above 0, got " + temperature);
    if (!(minConfidence >= 0 && minConfidence <= 1))
      throw new IllegalArgumentException(
          "the least confidence must be from 0 to 1, got " + minConfidence);
    boolean several = activation == Activation.SIGMOID;
    if (several != decision instanceof Decision.Each)
      throw new IllegalArgumentException(
          activation.word() + " does not go with the decision " + decision);
  }

  /** The plain one: the most probable of a softmax, or each class of a sigmoid from 0.5 on. */
  public static ClassifyPostprocess of(Activation activation, int classes) {
    return activation == Activation.SOFTMAX ? oneOf() : anyOf(classes);
  }

  /** One label a picture: the most probable. */
  public static ClassifyPostprocess oneOf() {
    return new ClassifyPostprocess(Activation.SOFTMAX, 1, new Decision.Best(), 0);
  }

  /** Several labels a picture: each from a probability of 0.5 on. */
  public static ClassifyPostprocess anyOf(int classes) {
    var halves = new Decision.Each(Collections.nCopies(classes, 0.5));
    return new ClassifyPostprocess(Activation.SIGMOID, 1, halves, 0);
  }

  public ClassifyPostprocess withTemperature(double temperature) {
    return new ClassifyPostprocess(activation, temperature, decision, minConfidence);
  }

  public ClassifyPostprocess withDecision(Decision decision) {
    return new ClassifyPostprocess(activation, temperature, decision, minConfidence);
  }

  public ClassifyPostprocess withMinConfidence(double minConfidence) {
    return new ClassifyPostprocess(activation, temperature, decision, minConfidence);
  }

  /** Whether several labels may be true of one picture. */
  public boolean multiLabel() {
    return activation == Activation.SIGMOID;
  }

  /** Probabilities [classes] of logits [classes]. */
  public float[] probabilities(float[] logits) {
    var scaled = new double[logits.length];
    for (int c = 0; c < logits.length; c++) scaled[c] = logits[c] / temperature;
    return activation.of(scaled);
  }

  @Override
  public void check(int classes) {
    if (decision instanceof Decision.Positive && classes != 2)
      throw new IllegalArgumentException("a positive label needs two classes, got " + classes);
    if (decision instanceof Decision.Each each && each.thresholds().size() != classes)
      throw new IllegalArgumentException(
          each.thresholds().size() + " thresholds do not fit " + classes + " classes");
  }
}
