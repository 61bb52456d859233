package dev.fovea.task.classify;

import dev.fovea.data.Example;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A model's answers over a data set.
 *
 * @param scores of all of them
 * @param metric holds all probabilities, in the order of the verdicts
 * @param verdicts one an example that could be decoded, in the order of the examples
 */
public record Evaluation(Scores scores, Metric metric, List<Verdict> verdicts) {
  /**
   * One answer beside its truth.
   *
   * @param truth the true labels; one, unless several are allowed
   * @param answer the labels that were answered; one, unless several are allowed
   * @param probability of the answer; with several labels, of the most probable label
   * @param truthProbability of the true label; with several labels, the least certain right
   *     decision
   * @param confidence of the decision, 0 to 1
   */
  public record Verdict(
      Example example,
      List<Integer> truth,
      List<Integer> answer,
      double probability,
      double truthProbability,
      double confidence) {
    /** Whether every label is right. */
    public boolean right() {
      return truth.equals(answer);
    }
  }

  public Evaluation {
    verdicts = List.copyOf(verdicts);
  }

  /** Judges what a network said as its model would answer it. */
  public static Evaluation of(
      Outputs outputs, ClassifyPostprocess postprocess, Bootstrap bootstrap) {
    int classes = outputs.logits().isEmpty() ? 2 : outputs.logits().getFirst().length;
    boolean several = postprocess.multiLabel();
    var metric = several ? Metric.anyOf(classes) : Metric.oneOf(classes);
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < outputs.examples().size(); i++) {
      float[] row = postprocess.probabilities(outputs.logits().get(i));
      List<Integer> truth = outputs.truth(i);
      if (several) metric.add(row, set(truth));
      else metric.add(row, truth.getFirst());
      verdicts.add(verdict(outputs.examples().get(i), truth, row, postprocess));
    }
    return new Evaluation(metric.scores(postprocess.decision(), bootstrap), metric, verdicts);
  }

  /** The worst answers first: those that gave the truth the least probability. */
  public List<Verdict> worst(int most) {
    return verdicts.stream()
        .sorted(Comparator.comparingDouble(Verdict::truthProbability))
        .limit(most)
        .toList();
  }

  private static BitSet set(List<Integer> labels) {
    var set = new BitSet();
    labels.forEach(set::set);
    return set;
  }

  private static Verdict verdict(
      Example example, List<Integer> labels, float[] row, ClassifyPostprocess postprocess) {
    boolean several = postprocess.multiLabel();
    List<Integer> answer = postprocess.decision().labels(row);
    double most = 0;
    double truth = 1;
    for (int c = 0; c < row.length; c++) {
      most = Math.max(most, row[c]);
      if (several) truth = Math.min(truth, labels.contains(c) ? row[c] : 1 - row[c]);
    }
    return new Verdict(
        example,
        labels.stream().sorted().toList(),
        answer,
        several ? most : row[answer.getFirst()],
        several ? truth : row[labels.getFirst()],
        postprocess.decision().confidence(row));
  }
}
