package dev.fovea.task.classify.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Differences beside those of numpy and scikit-learn (src/test/python/paired.py). */
class PairedBootstrapTest {
  private static final int N = 300;

  private static int truth(int i) {
    return i * 7 % 3;
  }

  private static Answers answers(IntUnaryOperator answer) {
    var answers = new Answers(3);
    for (int i = 0; i < N; i++) {
      var row = new float[3];
      row[answer.applyAsInt(i)] = 1;
      answers.add(row, truth(i));
    }
    return answers;
  }

  private static Answers first() {
    return answers(i -> i % 8 == 0 ? (truth(i) + 1) % 3 : truth(i));
  }

  private static Answers second() {
    return answers(i -> i % 5 == 0 || i % 16 == 0 ? (truth(i) + 2) % 3 : truth(i));
  }

  @Test
  void differencesAndIntervalAreThoseOfNumpy() {
    var gains = PairedBootstrap.oneOf(first(), second(), new Bootstrap(4000, 0));
    assertEquals(0.1233333333333333, gains.get("top1").value(), 1e-12);
    assertEquals(0.1233333333333334, gains.get("balanced_accuracy").value(), 1e-12);
    assertEquals(0.12333124994791544, gains.get("f1_macro").value(), 1e-12);
    Interval top1 = gains.get("top1").interval();
    assertEquals(0.07333333, top1.low(), 0.004);
    assertEquals(0.17666667, top1.high(), 0.004);
    assertTrue(gains.get("top1").certain());
  }

  @Test
  void aClassifierIsNotBetterThanItself() {
    var gain = PairedBootstrap.oneOf(first(), first(), Bootstrap.DEFAULT).get("top1");
    assertEquals(0, gain.value());
    assertEquals(0, gain.interval().low());
    assertEquals(0, gain.interval().high());
    assertFalse(gain.certain());
  }

  @Test
  void examplesMustBeTheSame() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PairedBootstrap.oneOf(first(), new Answers(3), Bootstrap.DEFAULT));
    assertEquals("paired bootstrap: expects the same examples, got 300 and 0", e.getMessage());
  }
}
