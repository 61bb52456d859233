package dev.fovea.task.detect.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.task.classify.metric.Bootstrap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CocoGoldenTest {
  private static final double NEAR = 1e-9;

  @TestFactory
  List<DynamicTest> scoresOfPycocotools() throws IOException {
    List<CocoGolden> cases = CocoGolden.all();
    assertEquals(14, cases.size());
    var tests = new ArrayList<DynamicTest>();
    for (CocoGolden golden : cases)
      tests.add(DynamicTest.dynamicTest(golden.name(), () -> same(golden)));
    return tests;
  }

  private static void same(CocoGolden golden) {
    BoxScores scores = golden.metric().scores(Bootstrap.NONE);
    assertEquals(golden.pictures().size(), scores.pictures());
    assertEquals(ClassNumbers.NAMES.length, golden.stats().size());
    for (int i = 0; i < ClassNumbers.NAMES.length; i++) {
      String name = ClassNumbers.NAMES[i];
      double ours = scores.values().getOrDefault(name, Double.NaN);
      assertEquals(golden.stats().get(i), ours, NEAR, name);
    }
    assertEquals(golden.classes(), golden.rows().size());
    for (int c = 0; c < golden.classes(); c++) {
      BoxRow row = scores.rows().get(c);
      double[] theirs = golden.rows().get(c);
      assertEquals(c, row.label());
      assertEquals(theirs[0], row.map(), NEAR);
      assertEquals(theirs[1], row.map50(), NEAR);
      assertEquals(theirs[2], row.map75(), NEAR);
      assertEquals(theirs[3], row.mar100(), NEAR);
    }
  }
}
