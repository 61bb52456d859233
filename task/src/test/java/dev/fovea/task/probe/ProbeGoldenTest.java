package dev.fovea.task.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.predict.model.Novelty;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.NoveltyScores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scikit-learn says of the same small features (probe_golden.py). */
class ProbeGoldenTest {
  private static final int WIDTH = 5;
  private static final Map<String, double[]> GOLDEN = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                ProbeGoldenTest.class.getResourceAsStream("probe.txt"), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        String[] words = line.split(" ", -1);
        int head = words[0].equals("knn") ? 3 : named(words) ? 2 : 1;
        GOLDEN.put(
            String.join(" ", Arrays.copyOf(words, head)),
            Arrays.stream(words).skip(head).mapToDouble(Double::parseDouble).toArray());
      }
    }
  }

  private static boolean named(String[] words) {
    return List.of("linear", "familiar", "others", "auroc", "fpr95", "threshold")
        .contains(words[0]);
  }

  private static List<float[]> rows(String name) {
    double[] all = GOLDEN.get(name);
    var rows = new ArrayList<float[]>();
    for (int from = 0; from < all.length; from += WIDTH) {
      var row = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) row[i] = (float) all[from + i];
      rows.add(row);
    }
    return rows;
  }

  private static Labelled training() {
    return new Labelled(
        rows("x"), Arrays.stream(GOLDEN.get("y")).mapToObj(y -> (int) y).toList(), 3);
  }

  private static double[] flat(List<float[]> rows) {
    return rows.stream()
        .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"5, 0.07", "20, 0.5"})
  void neighboursVoteAsThere(int k, String temperature) {
    var neighbours = Neighbours.of(training(), k, Double.parseDouble(temperature));
    assertArrayEquals(
        GOLDEN.get("knn " + k + " " + temperature),
        flat(neighbours.probabilities(rows("other"))),
        1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "1.0", "100.0"})
  void theLinearProbeIsTheirs(String c) {
    var probe = LinearProbe.fit(training(), Double.parseDouble(c));
    assertArrayEquals(GOLDEN.get("linear " + c), flat(probe.probabilities(rows("other"))), 2e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void noveltyIsTheirDistance(int k) {
    var novelty = Novelty.fit(rows("x"), rows("other"), k);
    double[] familiar = rows("other").stream().mapToDouble(novelty::distance).toArray();
    double[] others = rows("strange").stream().mapToDouble(novelty::distance).toArray();
    assertArrayEquals(GOLDEN.get("familiar " + k), familiar, 1e-5);
    assertArrayEquals(GOLDEN.get("others " + k), others, 1e-5);
    assertEquals(GOLDEN.get("threshold " + k)[0], novelty.threshold(), 1e-5);
    assertEquals(
        1,
        Arrays.stream(familiar).filter(novelty::isUnfamiliar).count(),
        "of 20, 5 % are left out");
    var scores = NoveltyScores.of(familiar, others, new Bootstrap(200, 1));
    assertEquals(GOLDEN.get("auroc " + k)[0], scores.auroc(), 1e-6);
    assertEquals(GOLDEN.get("fpr95 " + k)[0], scores.fpr95(), 1e-6);
    var interval = scores.intervals().get("ood_auroc");
    assertTrue(interval.low() <= scores.auroc() && scores.auroc() <= interval.high());
  }

  /** Six classes' worth of noise: the more of it, the stronger the regularisation must be. */
  @Test
  void validationChoosesTheRegularisation() {
    var random = new Random(3);
    var noise = new ArrayList<float[]>();
    var labels = new ArrayList<Integer>();
    for (int n = 0; n < 40; n++) {
      var row = new float[30];
      for (int i = 0; i < row.length; i++) row[i] = (float) random.nextGaussian();
      noise.add(row);
      labels.add(n % 2);
    }
    var first = new Labelled(noise.subList(0, 20), labels.subList(0, 20), 2);
    var second = new Labelled(noise.subList(20, 40), labels.subList(20, 40), 2);
    assertTrue(LinearProbe.chosen(first, second).c() <= 1e-2);
    assertTrue(LinearProbe.chosen(first, first).c() >= 10);
  }

  @Test
  void fewerNeighboursThanAskedForAllVote() {
    var two = new Labelled(rows("x").subList(0, 2), List.of(0, 1), 3);
    assertEquals(2, Neighbours.of(two, 20, 0.07).k());
    assertEquals(0f, Neighbours.of(two, 20, 0.07).probabilities(rows("other")).get(0)[2]);
  }

  @Test
  void nonsenseIsRefused() {
    assertEquals(
        "neighbours expect a k of 1 or more and a temperature above 0, got 0 and 0.07",
        assertThrows(IllegalArgumentException.class, () -> Neighbours.of(training(), 0, 0.07))
            .getMessage());
    assertEquals(
        "C must be above 0, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> LinearProbe.fit(training(), 0))
            .getMessage());
    assertEquals(
        "labels are from 0 to 1, got 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Labelled(rows("x").subList(0, 1), List.of(2), 2))
            .getMessage());
    assertEquals(
        "the known pictures have 5 features, got 4",
        assertThrows(
                IllegalArgumentException.class,
                () -> Novelty.fit(rows("x"), rows("other"), 1).distance(new float[4]))
            .getMessage());
    assertFalse(Novelty.fit(rows("x"), rows("x"), 1).isUnfamiliar(0));
  }
}
