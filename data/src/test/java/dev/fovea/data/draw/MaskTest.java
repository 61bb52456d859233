package dev.fovea.data.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Run lengths as pycocotools counts them: column by column, the first run is of pixels not set. */
class MaskTest {
  @Test
  void countsColumnByColumn() {
    // 0 1 1
    // 1 1 0
    assertRuns(List.of(1, 4, 1), 3, 2, 1, 2, 3, 4);
    // 0 0 0
    // 0 0 1
    assertRuns(List.of(5, 1), 3, 2, 5);
  }

  @Test
  void aMaskThatBeginsSetHasAnEmptyFirstRun() {
    // 1 0
    // 1 1
    assertRuns(List.of(0, 2, 1, 1), 2, 2, 0, 1, 3);
  }

  @Test
  void theBoxIsExactAndEndsWhereThePictureEnds() {
    assertEquals(
        new Rectangle2D.Double(0, 3.25, 5.5, 2.5),
        Mask.of(new Rectangle2D.Double(-2, 3.25, 7.5, 2.5), 20, 10).box());
    var spike = new Path2D.Double();
    spike.moveTo(2, 1.25);
    spike.lineTo(2.5, 8);
    spike.lineTo(1.5, 8);
    spike.closePath();
    assertEquals(new Rectangle2D.Double(1.5, 1.25, 1, 6.75), Mask.of(spike, 20, 10).box());
  }

  private static void assertRuns(List<Integer> runs, int width, int height, int... set) {
    var columns = new BitSet();
    for (int bit : set) columns.set(bit);
    var mask = new Mask(width, height, columns, new Rectangle2D.Double(0, 0, width, height));
    assertEquals(runs, mask.runs());
    assertEquals(set.length, mask.area());
  }
}
