package dev.fovea.task.classify.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.predict.model.Activation;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.metric.Bootstrap;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrateTest {
  private static final Calibrate RARE =
      new Calibrate(ClassifyPostprocess.oneOf(), OptionalInt.of(1), 0.05);

  /** 60 good ones at -6.5, -6.49 ..., as many scratches as asked for from -3.0 up. */
  private static Outputs parts(int scratches) {
    int[] truths = IntStream.range(0, 60 + scratches).map(i -> i < 60 ? 0 : 1).toArray();
    double[] margins =
        IntStream.range(0, truths.length)
            .mapToDouble(i -> i < 60 ? -6.5 + i * 0.01 : -3 + (i - 60) * 0.5)
            .toArray();
    return Said.margins(truths, margins);
  }

  /** The gap between the best good one, -5.91, and the worst scratch, -3, is cut in its middle. */
  @Test
  void theThresholdLiesInTheMiddleOfTheGap() {
    ClassifyPostprocess kept = RARE.of(parts(12));
    var decision = (Decision.Positive) kept.decision();
    assertEquals(1, decision.label());
    double middle = (-5.91 - 3) / 2 / kept.temperature();
    assertEquals(1 / (1 + Math.exp(-middle)), decision.threshold(), 1e-5);
  }

  /** The surer, the more often wrong: no temperature helps, and that is told from one that does. */
  @Test
  void aTemperatureThatRunsIntoItsBoundIsKnown() {
    Outputs wrong = Said.margins(new int[] {0, 0, 0, 1, 1, 1}, 3, 2, -1, -3, -2, 1);
    assertTrue(Temperature.unbounded(Temperature.of(wrong, Activation.SOFTMAX)));
    Outputs right = Said.margins(new int[] {0, 0, 0, 1, 1, 1}, -3, -2, 1, 3, 2, -1);
    assertFalse(Temperature.unbounded(Temperature.of(right, Activation.SOFTMAX)));
  }

  @Test
  void twoPicturesChooseNoThreshold() {
    assertEquals(new Decision.Positive(1, 0.05), RARE.of(parts(2)).decision());
    assertTrue(RARE.chosen(parts(2)).isEmpty());
    assertEquals(List.of(1), RARE.chosen(parts(12)));
  }

  @Test
  void severalLabelsGetAThresholdEachWhereThereAreEnough() {
    Outputs outputs = Said.outputs(60, 3, 4, 2, true);
    var calibrate = Calibrate.of(ClassifyPostprocess.anyOf(3));
    var each = (Decision.Each) calibrate.of(outputs).decision();
    assertTrue(each.thresholds().stream().allMatch(t -> t > 0 && t < 1 && t != 0.5), "" + each);
    var few = (Decision.Each) calibrate.of(Said.outputs(12, 3, 4, 2, true)).decision();
    assertEquals(Collections.nCopies(3, 0.5), few.thresholds());
  }

  /** Scratches and good ones alike: chosen thresholds look better than chance, fair ones do not. */
  @Test
  void whatIsChosenByChanceIsWorthNothingElsewhere() {
    var random = new SplittableRandom(8);
    int[] truths = IntStream.range(0, 200).map(i -> i % 5 == 0 ? 1 : 0).toArray();
    double[] margins = random.doubles(200, -3, 3).toArray();
    Outputs outputs = Said.margins(truths, margins);
    ClassifyPostprocess kept = RARE.of(outputs);
    double flattered =
        Evaluation.of(outputs, kept, Bootstrap.NONE).scores().get("balanced_accuracy");
    double fair = CrossFit.of(RARE, outputs).balancedAccuracy();
    assertTrue(flattered > 0.54, "" + flattered);
    assertTrue(fair < flattered - 0.03, fair + " of " + flattered);
  }

  /** A network worse than chance is told to say nothing, one that never errs not to be certain. */
  @Test
  void temperaturesStayWithinTheirEnds() {
    assertEquals(100, Temperature.of(Said.outputs(40, 2, 0, -3, false), Activation.SOFTMAX), 1e-6);
    double small = Temperature.of(Said.outputs(40, 2, 0, 0.001f, false), Activation.SOFTMAX);
    assertEquals(0.01, small, 1e-9);
    assertEquals(1, Temperature.of(Said.margins(new int[0]), Activation.SOFTMAX));
  }
}
