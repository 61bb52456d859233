package dev.fovea.project.study;

import dev.fovea.project.AnswerWords;
import dev.fovea.project.Digits;
import dev.fovea.project.ValidationAnswers;
import dev.fovea.task.classify.calibrate.Calibrate;
import dev.fovea.task.classify.calibrate.Threshold;
import dev.fovea.task.classify.metric.Answers;
import dev.fovea.task.classify.metric.Hits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The threshold of the rarer of two classes that all folds of a cross-validation choose together:
 * that of the highest balanced accuracy over all pictures, each judged by the network that had not
 * seen it. A single split of few pictures has too few of a rare class to choose by.
 *
 * @param name of the rarer class
 * @param threshold above 0, at most 1
 * @param pictures that show the class
 * @param fair balanced accuracy where each fold is answered by the threshold that the other folds
 *     choose
 */
public record FoldThreshold(String name, double threshold, int pictures, double fair) {

  /**
   * Empty where there are not two classes, one label a picture, or fewer pictures of one class than
   * choose a threshold; and where all of a class are in one fold.
   */
  static Optional<FoldThreshold> of(List<ValidationAnswers> folds) {
    ValidationAnswers all = ValidationAnswers.joined(folds);
    if (all.multiLabel() || all.classes().size() != 2) return Optional.empty();
    int rare = count(all, 0) < count(all, 1) ? 0 : 1;
    if (count(all, rare) < Calibrate.FEW) return Optional.empty();
    var hits = new Hits(2);
    for (ValidationAnswers fold : folds) {
      var others = new ArrayList<>(folds);
      others.remove(fold);
      if (others.isEmpty()) return Optional.empty();
      ValidationAnswers rest = ValidationAnswers.joined(others);
      if (count(rest, 0) == 0 || count(rest, 1) == 0) return Optional.empty();
      double chosen = best(rest, rare);
      Answers answers = fold.answers();
      for (int i = 0; i < answers.size(); i++) {
        boolean said = answers.row(i)[rare] >= chosen;
        boolean truth = answers.positives(rare).get(i);
        hits.count(List.of(truth ? rare : 1 - rare), List.of(said ? rare : 1 - rare));
      }
    }
    return Optional.of(
        new FoldThreshold(
            all.classes().get(rare), best(all, rare), count(all, rare), hits.balancedAccuracy()));
  }

  private static int count(ValidationAnswers answers, int label) {
    return answers.answers().positives(label).cardinality();
  }

  private static double best(ValidationAnswers all, int label) {
    Answers answers = all.answers();
    var probabilities = new double[answers.size()];
    var positive = new boolean[answers.size()];
    for (int i = 0; i < positive.length; i++) {
      probabilities[i] = answers.row(i)[label];
      positive[i] = answers.positives(label).get(i);
    }
    return Threshold.best(probabilities, positive, Threshold::balancedAccuracy);
  }

  /** As the option {@code --threshold} takes it: {@code scratch=0.3125}. */
  public String word() {
    return name + "=" + AnswerWords.number(threshold);
  }

  /** What was chosen, by how many pictures, and what it is worth. */
  public String sentence() {
    return ("%s is best answered from a probability of %s on, by %d pictures of it; where each fold"
            + " is answered by the threshold that the others choose, balanced accuracy is %s.")
        .formatted(name, AnswerWords.number(threshold), pictures, Digits.of(fair));
  }
}
