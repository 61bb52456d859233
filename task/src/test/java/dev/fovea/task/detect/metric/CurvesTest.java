package dev.fovea.task.detect.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Box;
import dev.fovea.task.classify.metric.Bootstrap;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final Box HERE = new Box(10, 10, 50, 50);
  private static final Box THERE = new Box(100, 10, 150, 50);

  @Test
  void onePictureByHand() {
    var metric = new BoxMetric(4);
    metric.add(
        new Picture()
            .truth(0, HERE, false, 1600)
            .truth(0, THERE, false, 2000)
            .truth(3, HERE, false, 1600)
            .answer(0, 0.9, HERE)
            .answer(0, 0.5, THERE)
            .answer(0, 0.1, new Box(300, 300, 320, 320))
            .answer(1, 1, HERE));
    Curves curves = metric.curves();
    assertEquals(List.of(0, 3), curves.classes().stream().map(Curve::label).toList());
    Curve first = curves.classes().getFirst();
    assertEquals(2, first.truths());
    at(first, 1000, 1, 0, 0);
    at(first, 901, 1, 0, 0);
    at(first, 900, 1, 0.5, 2 / 3.0);
    at(first, 501, 1, 0.5, 2 / 3.0);
    at(first, 500, 1, 1, 1);
    at(first, 101, 1, 1, 1);
    at(first, 100, 2 / 3.0, 1, 0.8);
    at(first, 0, 2 / 3.0, 1, 0.8);
    assertArrayEquals(filled(101, 1), first.precisionAtRecall());
    Curve never = curves.classes().get(1);
    at(never, 0, 0, 0, 0);
    at(never, 1000, 0, 0, 0);
    at(curves.mean(), 500, 0.5, 0.5, 0.5);
    assertEquals(-1, curves.mean().label());
    assertEquals(3, curves.mean().truths());
    // F1 is as high from 0.101 to 0.5.
    assertEquals(new Curves.Point(0.3, 0.5, 0.5, 0.5), curves.best());
    assertEquals(new Curves.Point(0.9, 0.5, 0.25, 1 / 3.0), curves.at(0.9));
    assertEquals(0, curves.at(0.9001).recall(), "no answer is that sure");
    assertEquals(curves.best(), curves.at(0.3));
  }

  @Test
  void theMeanPrecisionAtRecallIsMap50() throws IOException {
    BoxMetric metric = CocoGolden.of("crowds").metric();
    Curves curves = metric.curves();
    double mean = Arrays.stream(curves.mean().precisionAtRecall()).average().orElseThrow();
    assertEquals(metric.scores(Bootstrap.NONE).get("map50"), mean, 1e-12);
    for (Curve curve : curves.classes()) {
      for (int i = 1; i < 101; i++)
        assertTrue(curve.precisionAtRecall()[i] <= curve.precisionAtRecall()[i - 1]);
      for (int i = 1; i < 1001; i++) assertTrue(curve.recall()[i] <= curve.recall()[i - 1]);
    }
  }

  @Test
  void asFaultsCount() throws IOException {
    CocoGolden golden = CocoGolden.of("ties");
    BoxMetric metric = golden.metric();
    List<Curve> classes = metric.curves().classes();
    for (int point : new int[] {0, 250, 251, 500, 750, 751}) {
      int truths = 0;
      int misses = 0;
      for (Faults fault : metric.faults(point / 1000.0)) {
        truths += fault.truths();
        misses += fault.misses();
      }
      double found = classes.stream().mapToDouble(c -> c.recall()[point] * c.truths()).sum();
      assertEquals(truths, classes.stream().mapToLong(Curve::truths).sum());
      assertEquals(truths - misses, found, 1e-9);
    }
  }

  @Test
  void withoutTruthsThereIsNoCurve() {
    var metric = new BoxMetric(2);
    metric.add(new Picture().answer(0, 0.5, HERE));
    Curves curves = metric.curves();
    assertEquals(List.of(), curves.classes());
    assertTrue(Double.isNaN(curves.best().confidence()));
    assertTrue(Double.isNaN(curves.mean().f1()[0]));
  }

  private static void at(Curve curve, int point, double precision, double recall, double f1) {
    assertEquals(precision, curve.precision()[point], 1e-12);
    assertEquals(recall, curve.recall()[point], 1e-12);
    assertEquals(f1, curve.f1()[point], 1e-12);
  }

  private static double[] filled(int n, double value) {
    var filled = new double[n];
    Arrays.fill(filled, value);
    return filled;
  }
}
