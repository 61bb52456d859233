package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatMap TWO = HeatMap.of(1, 2, new float[] {0, 4});

  /** F.interpolate(torch.tensor([[[[0., 4.]]]]), (1, 4), mode="bilinear") says 0, 1, 3, 4. */
  @Test
  void isInterpolatedAsPyTorchDoes() {
    var whole = new Placement(4, 1, 0, 0, 8, 2);
    assertArrayEquals(new float[] {0, 1, 3, 4}, TWO.in(whole, 8, 2).values(), 1e-6f);
  }

  /** A photo of 200x100 px, its shorter side at 50, the middle 40x40 cut out: 60 px unseen. */
  @Test
  void whatTheCropCutOffIsUnknown() {
    var to = Preprocess.imagenet(50, 40, Kernel.BILINEAR);
    HeatMap seen = HeatMap.of(1, 1, new float[] {1}).in(to.placement(200, 100), 40, 40);
    assertEquals(200, seen.width());
    assertEquals(100, seen.height());
    for (int row = 0; row < 100; row++)
      for (int column = 0; column < 200; column++) {
        boolean inside = row >= 10 && row < 90 && column >= 60 && column < 140;
        assertEquals(!inside, Float.isNaN(seen.at(row, column)), row + ", " + column);
      }
  }

  /** In a letterbox the picture lies in the middle: the heat of the padding is nowhere in it. */
  @Test
  void theLetterboxIsTakenBack() {
    var to = Preprocess.letterbox(32, 32, 32);
    HeatMap rows = HeatMap.of(4, 1, new float[] {9, 1, 2, 9});
    HeatMap seen = rows.in(to.placement(64, 32), 32, 32);
    assertEquals(32, seen.height());
    assertEquals(1.5, seen.at(15, 5), 0.1);
    assertEquals(4.75, seen.at(0, 5), 0.3, "the edge, half way between two rows of the map");
  }

  /** Where the picture lies must agree with where preprocessing puts it. */
  @Test
  void placementsAgreeWithThePixels() {
    var samples = new byte[90 * 60 * 3];
    int x = 61;
    int y = 22;
    for (int row = y - 2; row <= y + 2; row++)
      for (int column = x - 2; column <= x + 2; column++)
        for (int c = 0; c < 3; c++) samples[(row * 90 + column) * 3 + c] = (byte) 255;
    Image picture = Image.of8(90, 60, 3, samples);
    for (Preprocess to :
        List.of(
            Preprocess.imagenet(32, 28, Kernel.BILINEAR),
            Preprocess.stretch(3, 40, 28),
            Preprocess.letterbox(64, 64, 32))) {
      Image ready = to.image(picture);
      double sum = 0;
      double across = 0;
      double down = 0;
      for (int row = 0; row < ready.height(); row++)
        for (int column = 0; column < ready.width(); column++) {
          double light = Math.max(0, ready.at(column, row, 0) - 120);
          sum += light;
          across += light * (column + 0.5);
          down += light * (row + 0.5);
        }
      Point there = to.placement(90, 60).forward(new Point(x + 0.5, y + 0.5));
      assertEquals(across / sum, there.x(), 0.3, to.toString());
      assertEquals(down / sum, there.y(), 0.3, to.toString());
    }
  }

  @Test
  void heatIsLaidOverThePicture() {
    Image grey = Image.of8(3, 1, 1, new byte[] {100, 100, 100});
    Image hot = HeatMap.of(1, 3, new float[] {-1, 2, Float.NaN}).over(grey);
    assertEquals(100, hot.at(0, 0, 0), "no heat, the picture itself");
    assertTrue(hot.at(1, 0, 0) > 190 && hot.at(1, 0, 2) < 90, "yellow");
    assertEquals(216, hot.at(2, 0, 1), "pale where nothing is known");
    assertEquals(-1, HeatMap.of(1, 2, new float[] {-1, Float.NaN}).low());
    assertEquals(4, TWO.high());
  }

  @Test
  void refusesValuesThatDoNotFit() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> HeatMap.of(2, 2, new float[3]));
    assertEquals("a heat map of 2x2 places has 4 values, got 3", refused.getMessage());
  }
}
