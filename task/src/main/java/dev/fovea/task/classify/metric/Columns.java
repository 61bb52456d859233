package dev.fovea.task.classify.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The rankings of every class, and their mean measures. */
final class Columns {
  private final List<Ranking> rankings;

  Columns(Answers answers) {
    rankings = IntStream.range(0, answers.classes()).parallel().mapToObj(answers::ranking).toList();
  }

  /** The measure of each class, {@code [classes]}. */
  double[] each(ToDoubleFunction<Ranking> measure) {
    return rankings.stream().parallel().mapToDouble(measure).toArray();
  }

  /** The mean over the classes where the measure has an answer; NaN when none has. */
  static double mean(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(c -> values[c])
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  /** ROC-AUC as the headline has it: of class 1 when there are two, else the mean of all. */
  double auroc(int[] weights, boolean oneOf) {
    if (oneOf && rankings.size() == 2) return rankings.get(1).auroc(weights);
    return mean(rankings.stream().mapToDouble(r -> r.auroc(weights)).toArray());
  }

  /** Mean average precision over the classes that have a positive. */
  double meanAveragePrecision(int[] weights) {
    return mean(rankings.stream().mapToDouble(r -> r.averagePrecision(weights)).toArray());
  }
}
