package dev.fovea.task.detect.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Box;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxMetricTest {
  private static final Box HERE = new Box(10, 10, 50, 50);
  private static final Box THERE = new Box(100, 10, 150, 50);

  @Test
  void onePictureByHand() {
    var metric = new BoxMetric(2);
    metric.add(
        new Picture()
            .truth(0, HERE, false, 1600)
            .truth(0, THERE, false, 2000)
            .answer(0, 0.9, HERE)
            .answer(0, 0.8, new Box(300, 300, 320, 320))
            .answer(0, 0.7, new Box(100, 10, 150, 38)));
    BoxScores scores = metric.scores(Bootstrap.NONE);
    // One of two at precision 1, both at 2/3: 51 recalls up to 0.5, then 50.
    assertEquals((51 + 50 * 2 / 3.0) / 101, scores.get("map50"), 1e-12);
    assertEquals(51 / 101.0, scores.get("map75"), 1e-12); // 0.7 of the second is covered
    assertEquals(0.5, scores.get("mar1"), 1e-12);
    assertEquals(2, scores.rows().getFirst().truths());
    assertEquals(3, scores.rows().getFirst().answers());
    assertTrue(Double.isNaN(scores.rows().get(1).map()));
    assertEquals(
        List.of("map", "map50", "map75", "map_medium", "mar1", "mar10", "mar100", "mar_medium"),
        List.copyOf(scores.flat().keySet()));
  }

  @Test
  void pictureByPictureAsAllTogether() throws IOException {
    CocoGolden golden = CocoGolden.of("ties");
    var single = new BoxMetric(golden.classes());
    var early = new ArrayList<Double>();
    for (Picture picture : golden.pictures()) {
      single.add(picture);
      early.add(single.scores(Bootstrap.NONE).values().getOrDefault("map", Double.NaN));
    }
    BoxScores together = golden.metric().scores(Bootstrap.NONE);
    assertEquals(together, single.scores(Bootstrap.NONE));
    assertEquals(together.get("map"), early.getLast());
  }

  @Test
  void aPictureThatCountsTwiceIsTwoPictures() throws IOException {
    CocoGolden golden = CocoGolden.of("crowds");
    var random = new Random(4);
    var weights = new int[golden.pictures().size()];
    for (int p = 0; p < weights.length; p++) weights[p] = random.nextInt(4);
    var repeated = new BoxMetric(golden.classes());
    for (int p = 0; p < weights.length; p++)
      repeated.addAll(Collections.nCopies(weights[p], golden.pictures().get(p)));
    BoxScores expected = repeated.scores(Bootstrap.NONE);
    double[] ours = golden.metric().weighted(weights);
    assertEquals(expected.get("map"), ours[0], 1e-12);
    assertEquals(expected.get("map50"), ours[1], 1e-12);
  }

  @Test
  void intervalsHoldTheirScoreAndRepeat() throws IOException {
    BoxMetric metric = CocoGolden.of("random").metric();
    BoxScores scores = metric.scores(new Bootstrap(300, 1));
    assertEquals(List.of("map", "map50"), List.copyOf(scores.intervals().keySet()));
    scores
        .intervals()
        .forEach((name, interval) -> {
          assertTrue(interval.low() < scores.get(name) && scores.get(name) < interval.high(), name);
          assertTrue(interval.high() - interval.low() < 0.3, name);
        });
    assertEquals(scores, metric.scores(new Bootstrap(300, 1)));
    Interval other = metric.scores(new Bootstrap(300, 2)).intervals().get("map");
    assertTrue(other.low() != scores.intervals().get("map").low());
    assertEquals(scores.intervals().get("map50").high(), scores.flat().get("map50_high"));
  }

  @Test
  void faultsOfThePicturesWorstFirst() {
    var metric = new BoxMetric(2);
    metric.add(new Picture().truth(0, HERE, false, 1600).answer(0, 0.6, HERE));
    metric.add(new Picture().truth(0, HERE, false, 1600).answer(1, 0.9, HERE));
    metric.add(new Picture());
    metric.add(new Picture().truth(0, HERE, true, 1600).answer(0, 0.9, HERE).answer(0, 0.8, HERE));
    metric.add(new Picture().answer(1, 0.5, HERE).answer(0, 0.5, THERE).answer(0, 0.4, HERE));
    metric.add(new Picture().truth(1, HERE, false, 1600).truth(0, THERE, false, 2000));
    assertEquals(
        List.of(
            new Faults(1, 1, 1, 1),
            new Faults(4, 0, 0, 2),
            new Faults(5, 2, 2, 0),
            new Faults(0, 1, 0, 0),
            new Faults(2, 0, 0, 0),
            new Faults(3, 0, 0, 0)),
        metric.faults(0.5));
    assertEquals(new Faults(0, 1, 1, 0), metric.faults(0.7).get(2));
  }

  @Test
  void saysWhatIsWrong() {
    says("metric: expects 1 class or more, got 0", () -> new BoxMetric(0));
    says(
        "metric: expects labels below 2, got answer of label 2",
        () -> new BoxMetric(2).add(new Picture().answer(2, 1, HERE)));
    says(
        "metric: expects labels below 2, got truth of label 7",
        () -> new BoxMetric(2).addAll(List.of(new Picture().truth(7, HERE, false, 1))));
    says("picture: expects a label from 0 on, got -1", () -> new Picture().answer(-1, 1, HERE));
    says(
        "picture: the score of answer 1 is NaN",
        () -> new Picture().answer(0, 1, HERE).answer(0, Double.NaN, HERE));
    says(
        "picture: expects an area from 0 on, got -2.0",
        () -> new Picture().truth(0, HERE, false, -2));
    var endless = new Box(0, 0, Double.POSITIVE_INFINITY, 1);
    says(
        "picture: expects a box with a size, got " + endless,
        () -> new Picture().truth(0, endless, false, 1));
    var empty = new BoxMetric(1);
    assertEquals(
        "metric: no picture was added, so there is nothing to score",
        assertThrows(IllegalStateException.class, () -> empty.scores(Bootstrap.NONE)).getMessage());
    empty.add(new Picture());
    BoxScores none = empty.scores(Bootstrap.DEFAULT);
    assertEquals(0, none.values().size());
    says("scores: no 'map' here; there are []", () -> none.get("map"));
  }

  private static void says(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
