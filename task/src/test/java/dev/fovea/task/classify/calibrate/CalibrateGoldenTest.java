package dev.fovea.task.classify.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.predict.model.Activation;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.classify.Outputs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Temperatures of PyTorch's LBFGS, best cuts of scikit-learn's curves (calibrate_golden.py). */
class CalibrateGoldenTest {
  static String[] cases() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                CalibrateGoldenTest.class.getResourceAsStream("golden.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(String line) {
    String[] words = line.split(" ", -1);
    boolean several = words[0].equals("any");
    int n = Integer.parseInt(words[1]);
    int classes = Integer.parseInt(words[2]);
    Outputs outputs =
        Said.outputs(
            n, classes, Double.parseDouble(words[3]), Double.parseDouble(words[4]), several);
    ClassifyPostprocess plain =
        several ? ClassifyPostprocess.anyOf(classes) : ClassifyPostprocess.oneOf();
    double temperature = Temperature.of(outputs, plain.activation());
    assertEquals(Double.parseDouble(words[5]), temperature, 1e-5 * temperature);

    var probabilities = new double[n];
    var positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      float[] logits = outputs.logits().get(i);
      probabilities[i] = plain.withTemperature(temperature).probabilities(logits)[1];
      positive[i] = outputs.truth(i).contains(1);
    }
    reaches(Double.parseDouble(words[6]), probabilities, positive, Threshold::balancedAccuracy);
    reaches(Double.parseDouble(words[7]), probabilities, positive, Threshold::f1);
  }

  private static void reaches(
      double most, double[] probabilities, boolean[] positive, Threshold.Worth worth) {
    double threshold = Threshold.best(probabilities, positive, worth);
    var counts = new int[4];
    for (int i = 0; i < positive.length; i++) {
      if (probabilities[i] >= threshold) counts[positive[i] ? 0 : 1]++;
      counts[positive[i] ? 2 : 3]++;
    }
    assertEquals(most, worth.of(counts[0], counts[1], counts[2], counts[3]), 1e-9);
  }

  /** Two pictures, both right by 2: a third with a random label makes it five of six. */
  @Test
  void ofTwoRightPicturesByHand() {
    Outputs outputs = Said.outputs(2, 2, 0, 2, false);
    // p of the truth is 1 - 1/6: the odds are 5, so 2 / T = ln 5.
    assertEquals(2 / Math.log(5), Temperature.of(outputs, Activation.SOFTMAX), 1e-9);
  }
}
