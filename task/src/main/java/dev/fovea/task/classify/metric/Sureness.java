package dev.fovea.task.classify.metric;

import dev.fovea.predict.model.Decision;
import java.util.BitSet;
import java.util.List;

/** The scores that ask whether a classifier knows how sure it may be. */
final class Sureness {
  private Sureness() {}

  /** Puts ece, ece_adaptive, mce, brier, coverage_at_95 and coverage_at_99. */
  static Calibration put(ValueSheet sheet, Answers answers, Decision decision) {
    boolean several = decision instanceof Decision.Each;
    Calibration calibration = several ? anyOf(answers) : oneOf(answers);
    sheet.put("ece", calibration.ece());
    sheet.put("ece_adaptive", calibration.adaptive());
    sheet.put("mce", calibration.mce());
    sheet.put("brier", brier(answers, several));
    Coverage coverage = coverage(answers, decision);
    sheet.put("coverage_at_95", coverage.at(0.95).share());
    sheet.put("coverage_at_99", coverage.at(0.99).share());
    return calibration;
  }

  private static Calibration oneOf(Answers answers) {
    var probabilities = new double[answers.size()];
    var right = new boolean[answers.size()];
    for (int i = 0; i < right.length; i++) {
      int best = answers.best(i);
      probabilities[i] = answers.row(i)[best];
      right[i] = best == answers.truth(i);
    }
    return Calibration.of(probabilities, right);
  }

  private static Calibration anyOf(Answers answers) {
    int k = answers.classes();
    var probabilities = new double[answers.size() * k];
    var right = new boolean[answers.size() * k];
    for (int c = 0; c < k; c++) {
      BitSet truth = answers.positives(c);
      for (int i = 0; i < answers.size(); i++) {
        probabilities[i * k + c] = answers.row(i)[c];
        right[i * k + c] = truth.get(i);
      }
    }
    return Calibration.of(probabilities, right);
  }

  /**
   * Brier 1950: the squared distance to the truth, summed over the classes of one label; of several
   * labels the mean of every yes-or-no answer.
   */
  private static double brier(Answers answers, boolean several) {
    double sum = 0;
    for (int c = 0; c < answers.classes(); c++) {
      BitSet truth = answers.positives(c);
      for (int i = 0; i < answers.size(); i++) {
        double gap = answers.row(i)[c] - (truth.get(i) ? 1 : 0);
        sum += gap * gap;
      }
    }
    return sum / answers.size() / (several ? answers.classes() : 1);
  }

  private static Coverage coverage(Answers answers, Decision decision) {
    var confidences = new double[answers.size()];
    var right = new boolean[answers.size()];
    for (int i = 0; i < right.length; i++) {
      List<Integer> said = decision.labels(answers.row(i));
      confidences[i] = decision.confidence(answers.row(i));
      right[i] = said.equals(answers.truths(i));
    }
    return Coverage.of(confidences, right);
  }
}
