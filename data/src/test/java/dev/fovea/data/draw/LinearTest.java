package dev.fovea.data.draw;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Split;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import org.junit.jupiter.api.Test;

/**
 * The drawn classes must not be told apart by colour or by single pixels: a linear model has to
 * fail on them.
 */
class LinearTest {
  private static final int CLASSES = Motif.values().length;
  private static final int SIDE = 16;
  private static final int WIDTH = SIDE * SIDE * 3 + 1;

  @Test
  void aLinearModelOnPixelsFails() {
    var drawing = new Drawing(32, 1200, 0, 360, 3);
    var weights = new double[CLASSES][WIDTH];
    var train = rows(drawing, Split.TRAIN, 1200);
    for (int epoch = 0; epoch < 15; epoch++) {
      for (int i = 0; i < train.length; i++) learn(weights, train[i], i % CLASSES);
    }
    double seen = accuracy(weights, train);
    double unseen = accuracy(weights, rows(drawing, Split.TEST, 360));
    assertTrue(seen > 0.25, "it does learn what it has seen: " + seen);
    assertTrue(unseen < 0.3, "a linear model reaches " + unseen);
  }

  /** One step of softmax regression. */
  private static void learn(double[][] weights, double[] row, int label) {
    double[] p = scores(weights, row);
    double most = java.util.Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < CLASSES; c++) {
      double step = 0.003 * ((c == label ? 1 : 0) - p[c] / sum);
      for (int k = 0; k < WIDTH; k++) weights[c][k] += step * row[k];
    }
  }

  private static double accuracy(double[][] weights, double[][] rows) {
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      double[] s = scores(weights, rows[i]);
      int best = 0;
      for (int c = 1; c < CLASSES; c++) if (s[c] > s[best]) best = c;
      if (best == i % CLASSES) right++;
    }
    return (double) right / rows.length;
  }

  private static double[] scores(double[][] weights, double[] row) {
    var scores = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      for (int k = 0; k < WIDTH; k++) scores[c] += weights[c][k] * row[k];
    }
    return scores;
  }

  /** Pictures as 16 x 16 x 3 numbers from -1 to 1, and a 1. */
  private static double[][] rows(Drawing drawing, Split split, int count) {
    var rows = new double[count][WIDTH];
    for (int i = 0; i < count; i++) {
      var image = Resample.of(drawing.picture(split, i).image(), SIDE, SIDE, Kernel.BILINEAR);
      byte[] samples = image.bytes();
      for (int k = 0; k < samples.length; k++) rows[i][k] = (samples[k] & 0xFF) / 127.5 - 1;
      rows[i][WIDTH - 1] = 1;
    }
    return rows;
  }
}
