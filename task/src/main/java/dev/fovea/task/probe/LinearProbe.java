package dev.fovea.task.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * Multinomial logistic regression on frozen features, each brought to mean 0 and deviation 1 over
 * the training pictures: the smallest {@code c * (summed cross-entropy) + |weights|^2 / 2}, the
 * bias free, as scikit-learn's {@code LogisticRegression(C=c)} behind a {@code StandardScaler}.
 */
public final class LinearProbe {
  /** From strong to weak regularisation; a validation set chooses. */
  public static final List<Double> CHOICES = List.of(1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0);

  private final double c;
  private final double[] mean;
  private final double[] deviation;
  private final double[] weights;
  private final int classes;

  private LinearProbe(double c, double[] mean, double[] deviation, double[] weights, int classes) {
    this.c = c;
    this.mean = mean;
    this.deviation = deviation;
    this.weights = weights;
    this.classes = classes;
  }

  /**
   * Fits one.
   *
   * @param c inverse strength of the regularisation, above 0
   */
  public static LinearProbe fit(Labelled training, double c) {
    return fit(training, c, null);
  }

  private static LinearProbe fit(Labelled training, double c, LinearProbe start) {
    if (!(c > 0)) throw new IllegalArgumentException("C must be above 0, got " + c);
    int width = training.width();
    double[] mean = new double[width];
    for (float[] row : training.features())
      for (int i = 0; i < width; i++) mean[i] += row[i] / (double) training.size();
    double[] deviation = new double[width];
    for (float[] row : training.features())
      for (int i = 0; i < width; i++)
        deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / training.size();
    for (int i = 0; i < width; i++) deviation[i] = deviation[i] > 0 ? Math.sqrt(deviation[i]) : 1;
    var loss = new ProbeLoss(training, mean, deviation, c);
    double[] from =
        start == null ? new double[training.classes() * (width + 1)] : start.weights.clone();
    return new LinearProbe(c, mean, deviation, Lbfgs.least(loss, from), training.classes());
  }

  /** The one of {@link #CHOICES} whose answers for other pictures have the smallest log loss. */
  public static LinearProbe chosen(Labelled training, Labelled validation) {
    LinearProbe best = null;
    LinearProbe last = null;
    double least = Double.POSITIVE_INFINITY;
    for (double c : CHOICES) {
      last = fit(training, c, last);
      double loss = last.logLoss(validation);
      if (loss >= least) continue;
      least = loss;
      best = last;
    }
    return best;
  }

  private double logLoss(Labelled data) {
    double sum = 0;
    List<float[]> rows = probabilities(data.features());
    for (int i = 0; i < data.size(); i++)
      sum -= Math.log(Math.max(1e-7, rows.get(i)[data.labels().get(i)]));
    return sum / data.size();
  }

  /** Inverse strength of the regularisation. */
  public double c() {
    return c;
  }

  /** Probabilities [classes] of each picture. */
  public List<float[]> probabilities(List<float[]> features) {
    var all = new ArrayList<float[]>();
    var standard = new double[mean.length];
    for (float[] row : features) {
      for (int i = 0; i < standard.length; i++) standard[i] = (row[i] - mean[i]) / deviation[i];
      double[] answer = ProbeLoss.softmax(weights, standard, classes);
      var probabilities = new float[classes];
      for (int k = 0; k < classes; k++) probabilities[k] = (float) answer[k];
      all.add(probabilities);
    }
    return all;
  }
}
