package dev.fovea.task.classify.metric;

/**
 * The mean negative logarithm of the probability given to the truth; probabilities are kept a
 * float's epsilon away from 0 and 1, as scikit-learn does, so one confident mistake costs 16 at
 * most.
 */
final class LogLoss {
  private static final double EPSILON = Math.ulp(1f);

  private LogLoss() {}

  /** Over the one true class of each example. */
  static double oneOf(Answers answers) {
    double sum = 0;
    for (int i = 0; i < answers.size(); i++) sum -= log(answers.row(i)[answers.truth(i)]);
    return sum / answers.size();
  }

  /** Over every yes-or-no answer: binary cross-entropy, mean over examples and classes. */
  static double anyOf(Answers answers) {
    double sum = 0;
    for (int c = 0; c < answers.classes(); c++) {
      var positives = answers.positives(c);
      for (int i = 0; i < answers.size(); i++) {
        double p = answers.row(i)[c];
        sum -= log(positives.get(i) ? p : 1 - p);
      }
    }
    return sum / answers.size() / answers.classes();
  }

  private static double log(double probability) {
    return Math.log(Math.clamp(probability, EPSILON, 1 - EPSILON));
  }
}
