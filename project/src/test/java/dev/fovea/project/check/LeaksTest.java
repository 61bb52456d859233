package dev.fovea.project.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.data.Split;
import dev.fovea.data.alike.Near;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaksTest {
  private static final Split TRAIN = Split.TRAIN;
  private static final Split VAL = Split.VAL;
  private static final Split TEST = Split.TEST;

  @Test
  void aPairCountsByItselfAndNotThroughAThird() {
    var leaks = new Leaks(List.of(TRAIN, TEST, TEST, TEST));
    leaks.accept(new Near(0, 1, 12, false));
    leaks.accept(new Near(1, 2, 3, false)); // like 1, not like 0
    leaks.accept(new Near(0, 3, 13, false));
    assertEquals(Map.of(TEST, 1), leaks.sure());
    assertEquals(Map.of(TEST, 1), leaks.resembling());
  }

  @Test
  void aPairThatIsToldTwiceOrIsLikeTwoCountsOnceByItsBest() {
    var leaks = new Leaks(List.of(TRAIN, TRAIN, VAL));
    leaks.accept(new Near(0, 2, 5, false));
    leaks.accept(new Near(1, 2, 18, false));
    leaks.accept(new Near(0, 2, 5, false));
    assertEquals(Map.of(VAL, 1), leaks.sure());
    assertEquals(Map.of(), leaks.resembling());
  }

  @Test
  void copiesOfAFileLeakAsTheirFirstDoes() {
    var leaks = new Leaks(List.of(TRAIN, VAL, TEST, TRAIN, TRAIN));
    leaks.accept(new Near(1, 2, 0, true));
    leaks.accept(new Near(3, 4, 0, true));
    assertEquals(Map.of(TEST, 1), leaks.sure());
    leaks.accept(new Near(0, 1, 9, false)); // only the first of the copies is compared
    assertEquals(Map.of(VAL, 1, TEST, 1), leaks.sure());
    assertEquals(Map.of(), leaks.resembling());
  }
}
