package dev.fovea.project.use;

import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Evaluation.Verdict;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Coverage;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Below which confidence an answer is unsure.
 *
 * @param confidence the number, 0 to 1; or empty
 * @param right the share of answers, above 0 and at most 1, that shall be right of those that are
 *     sure, which chooses the confidence; or empty. Both empty: as the model says
 */
public record LeastSure(OptionalDouble confidence, OptionalDouble right) {
  public static final LeastSure AS_KEPT =
      new LeastSure(OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Reads {@code 0.8}, a confidence, or {@code 99%}, how many of the sure answers shall be right.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static LeastSure of(String word) {
    boolean percent = word.endsWith("%");
    double number;
    try {
      number = Double.parseDouble(percent ? word.substring(0, word.length() - 1).strip() : word);
    } catch (NumberFormatException _) {
      number = Double.NaN;
    }
    if (percent && number > 0 && number <= 100)
      return new LeastSure(OptionalDouble.empty(), OptionalDouble.of(number / 100));
    if (!percent && number >= 0 && number <= 1)
      return new LeastSure(OptionalDouble.of(number), OptionalDouble.empty());
    throw new IllegalArgumentException(
        "expects a confidence from 0 to 1, such as 0.8, or how many of the sure answers shall be"
            + " right, such as 99%, got "
            + word);
  }

  /** The postprocess with that least confidence. */
  ClassifyPostprocess of(ClassifyPostprocess kept, Outputs outputs) {
    if (confidence.isPresent()) return kept.withMinConfidence(confidence.getAsDouble());
    if (right.isEmpty()) return kept;
    List<Verdict> verdicts = Evaluation.of(outputs, kept, Bootstrap.NONE).verdicts();
    var right = new boolean[verdicts.size()];
    for (int i = 0; i < right.length; i++) right[i] = verdicts.get(i).right();
    var found =
        Coverage.of(verdicts.stream().mapToDouble(Verdict::confidence).toArray(), right)
            .at(this.right.getAsDouble());
    if (found.share() == 0)
      throw new ModelException(
          "not even the most confident answers are %.4g %% right on these pictures; ask for less"
              .formatted(100 * this.right.getAsDouble()));
    return kept.withMinConfidence(found.confidence());
  }

  /** How many answers are sure, and how many of these are right; empty where all are. */
  static List<String> sentence(double least, List<Verdict> verdicts) {
    if (least <= 0) return List.of();
    List<Verdict> sure = verdicts.stream().filter(v -> v.confidence() >= least).toList();
    long hits = sure.stream().filter(Verdict::right).count();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d answers are sure%s",
            sure.size(),
            verdicts.size(),
            sure.isEmpty() ? "" : ", %.1f %% of them right".formatted(100.0 * hits / sure.size())));
  }
}
