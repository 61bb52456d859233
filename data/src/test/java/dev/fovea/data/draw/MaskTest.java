package dev.fovea.data.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Rectangle;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Run lengths as pycocotools counts them: column by column, the first run is of pixels not set. */
class MaskTest {
  @Test
  void countsColumnByColumn() {
    // 0 1 1
    // 1 1 0
    assertRuns(List.of(1, 4, 1), new Rectangle(0, 0, 3, 2), 3, 2, 1, 2, 3, 4);
    // 0 0 0
    // 0 0 1
    assertRuns(List.of(5, 1), new Rectangle(2, 1, 1, 1), 3, 2, 5);
  }

  @Test
  void aMaskThatBeginsSetHasAnEmptyFirstRun() {
    // 1 0
    // 1 1
    assertRuns(List.of(0, 2, 1, 1), new Rectangle(0, 0, 2, 2), 2, 2, 0, 1, 3);
  }

  private static void assertRuns(
      List<Integer> runs, Rectangle box, int width, int height, int... set) {
    var columns = new BitSet();
    for (int bit : set) columns.set(bit);
    var mask = new Mask(width, height, columns);
    assertEquals(runs, mask.runs());
    assertEquals(box, mask.box());
    assertEquals(set.length, mask.area());
  }
}
