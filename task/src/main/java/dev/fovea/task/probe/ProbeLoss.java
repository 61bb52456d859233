package dev.fovea.task.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean cross-entropy of a linear classifier with L2, and its slope. Parameters: [classes, width +
 * 1], the last of each row its bias. Pictures are shared out in blocks of one size, so that sums do
 * not depend on the number of cores.
 */
final class ProbeLoss implements Lbfgs.Smooth {
  private static final int BLOCK = 256;

  private final double[][] rows;
  private final int[] labels;
  private final int classes;
  private final int width;
  private final double decay;

  ProbeLoss(Labelled data, double[] mean, double[] deviation, double c) {
    width = data.width();
    classes = data.classes();
    decay = 1 / (c * data.size());
    labels = data.labels().stream().mapToInt(label -> label).toArray();
    rows =
        data.features().stream()
            .map(features -> {
              var row = new double[width];
              for (int i = 0; i < width; i++) row[i] = (features[i] - mean[i]) / deviation[i];
              return row;
            })
            .toArray(double[][]::new);
  }

  @Override
  public double at(double[] parameters, double[] slope) {
    int blocks = Math.ceilDiv(rows.length, BLOCK);
    double[][] parts =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(block -> block(parameters, block))
            .toArray(double[][]::new);
    Arrays.fill(slope, 0);
    double loss = 0;
    for (double[] part : parts) {
      for (int i = 0; i < slope.length; i++) slope[i] += part[i] / rows.length;
      loss += part[slope.length] / rows.length;
    }
    for (int k = 0; k < classes; k++)
      for (int i = k * (width + 1); i < k * (width + 1) + width; i++) {
        loss += decay / 2 * parameters[i] * parameters[i];
        slope[i] += decay * parameters[i];
      }
    return loss;
  }

  /** The summed slope of some pictures, and behind it their summed loss. */
  private double[] block(double[] parameters, int block) {
    var sum = new double[parameters.length + 1];
    for (int n = block * BLOCK; n < Math.min(rows.length, (block + 1) * BLOCK); n++) {
      double[] answer = softmax(parameters, rows[n], classes);
      sum[parameters.length] -= Math.log(Math.max(Double.MIN_NORMAL, answer[labels[n]]));
      for (int k = 0; k < classes; k++) {
        double error = answer[k] - (labels[n] == k ? 1 : 0);
        int at = k * (width + 1);
        for (int i = 0; i < width; i++) sum[at + i] += error * rows[n][i];
        sum[at + width] += error;
      }
    }
    return sum;
  }

  /** Probabilities [classes] of one picture. */
  static double[] softmax(double[] parameters, double[] row, int classes) {
    var answer = new double[classes];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      int at = k * (row.length + 1);
      double logit = parameters[at + row.length];
      for (int i = 0; i < row.length; i++) logit += parameters[at + i] * row[i];
      answer[k] = logit;
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      answer[k] = Math.exp(answer[k] - most);
      sum += answer[k];
    }
    for (int k = 0; k < classes; k++) answer[k] /= sum;
    return answer;
  }
}
