package dev.fovea.task.classify;

import dev.fovea.predict.model.Decision;
import dev.fovea.task.classify.metric.Answers;
import dev.fovea.task.classify.metric.AnyOfScores;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.OneOfScores;
import dev.fovea.task.classify.metric.Scores;
import java.util.BitSet;
import java.util.Collections;

/**
 * Collects what a classifier says about one example after the other and reads the scores at the
 * end.
 *
 * <pre>{@code
 * var metric = Metric.oneOf(classes);
 * for (...) metric.add(probabilities, label);
 * Scores scores = metric.scores(Bootstrap.DEFAULT);
 * scores.get("top1"); scores.intervals().get("top1"); scores.flat();
 * }</pre>
 *
 * <p>Keeps all probabilities: 4 bytes an example and class. Not for several threads at once.
 */
public final class Metric {
  private final Answers answers;
  private final boolean anyOf;

  private Metric(int classes, boolean anyOf) {
    this.answers = new Answers(classes);
    this.anyOf = anyOf;
  }

  /** For examples that belong to one class each; probabilities of a softmax. */
  public static Metric oneOf(int classes) {
    return new Metric(classes, false);
  }

  /** For examples that belong to any number of classes; probabilities of sigmoids. */
  public static Metric anyOf(int classes) {
    return new Metric(classes, true);
  }

  /** Adds probabilities {@code [classes]}, copied, of an example whose class is {@code truth}. */
  public void add(float[] probabilities, int truth) {
    if (anyOf) throw new IllegalArgumentException("metric: expects a set of labels, got one label");
    answers.add(probabilities, truth);
  }

  /**
   * Adds probabilities {@code [classes]}, copied, of an example whose classes are {@code truth}.
   */
  public void add(float[] probabilities, BitSet truth) {
    if (!anyOf)
      throw new IllegalArgumentException("metric: expects one label, got a set of labels");
    answers.add(probabilities, truth);
  }

  /** All that was added. */
  public Answers answers() {
    return answers;
  }

  /** Examples added so far. */
  public int examples() {
    return answers.size();
  }

  /** The scores without chosen thresholds: the most probable label, or each from 0.5 on. */
  public Scores scores(Bootstrap bootstrap) {
    var halves = Collections.nCopies(answers.classes(), 0.5);
    return scores(anyOf ? new Decision.Each(halves) : new Decision.Best(), bootstrap);
  }

  /** The scores of all examples, decided so; intervals as the bootstrap says. */
  public Scores scores(Decision decision, Bootstrap bootstrap) {
    if (answers.size() == 0) {
      throw new IllegalStateException("metric: no example was added, so there is nothing to score");
    }
    return anyOf
        ? AnyOfScores.of(answers, decision, bootstrap)
        : OneOfScores.of(answers, decision, bootstrap);
  }
}
