package dev.fovea.task.detect.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.image.Box;
import org.junit.jupiter.api.Test;

class BoxConfusionTest {
  private static final Box HERE = new Box(10, 10, 50, 50);
  private static final Box LOWER = new Box(10, 10, 50, 48);
  private static final Box THERE = new Box(100, 10, 150, 50);

  /** As is the custom. */
  private static BoxConfusion confusion(int classes) {
    return new BoxConfusion(classes, 0.25, 0.45);
  }

  @Test
  void rowsAreTruthsAndTheLastIsBackground() {
    var confusion = confusion(2);
    confusion.add(new Picture().truth(0, HERE, false, 1).answer(0, 0.25, HERE));
    confusion.add(new Picture().truth(0, HERE, false, 1).answer(1, 0.5, HERE));
    confusion.add(new Picture().truth(0, HERE, false, 1).answer(0, 0.249, HERE));
    confusion.add(new Picture().answer(1, 0.9, THERE));
    confusion.add(new Picture());
    assertArrayEquals(new long[][] {{1, 1, 1}, {0, 0, 0}, {0, 1, 0}}, confusion.counts());
    assertEquals(2, confusion.classes());
  }

  @Test
  void theBetterOverlapIsTheAnswer() {
    var confusion = confusion(2);
    confusion.add(
        new Picture().truth(0, HERE, false, 1).answer(0, 0.9, LOWER).answer(1, 0.5, HERE));
    assertArrayEquals(new long[][] {{0, 1, 0}, {0, 0, 0}, {1, 0, 0}}, confusion.counts());
  }

  @Test
  void ofEqualOverlapsTheSameClassThenTheSurer() {
    var confusion = confusion(3);
    confusion.add(new Picture().truth(0, HERE, false, 1).answer(1, 0.9, HERE).answer(0, 0.5, HERE));
    confusion.add(new Picture().truth(0, HERE, false, 1).answer(1, 0.5, HERE).answer(2, 0.9, HERE));
    assertArrayEquals(
        new long[][] {{1, 0, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 2, 0, 0}}, confusion.counts());
  }

  @Test
  void crowdsAreNeitherMissedNorAlarms() {
    var confusion = confusion(2);
    var inside = new Box(12, 12, 20, 20);
    confusion.add(
        new Picture()
            .truth(0, HERE, true, 1)
            .answer(0, 0.9, inside)
            .answer(0, 0.8, inside)
            .answer(1, 0.7, inside)
            .answer(0, 0.6, THERE));
    assertArrayEquals(new long[][] {{0, 0, 0}, {0, 0, 0}, {1, 1, 0}}, confusion.counts());
  }

  @Test
  void theOverlapMayBeChosen() {
    Picture picture = new Picture().truth(0, HERE, false, 1).answer(0, 0.1, LOWER);
    var loose = new BoxConfusion(1, 0.1, 0.95);
    loose.add(picture);
    assertArrayEquals(new long[][] {{1, 0}, {0, 0}}, loose.counts());
    var strict = new BoxConfusion(1, 0.1, 0.96);
    strict.add(picture);
    assertArrayEquals(new long[][] {{0, 1}, {1, 0}}, strict.counts());
  }

  @Test
  void saysWhatIsWrong() {
    says("confusion: expects 1 class or more, got 0", () -> confusion(0));
    says(
        "confusion: expects an overlap above 0 and at most 1, got 0.0",
        () -> new BoxConfusion(1, 0.25, 0));
    says(
        "metric: expects labels below 1, got truth of label 1",
        () -> confusion(1).add(new Picture().truth(1, HERE, false, 1)));
  }

  private static void says(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
