package dev.fovea.task.classify.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.image.Image;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PieceTest {
  private static final int PX = 32;

  /** A dark picture with one bright square of 4 px at (x, y). */
  private static Image dot(int x, int y) {
    var samples = new byte[100 * 80];
    for (int row = y - 2; row < y + 2; row++)
      for (int column = x - 2; column < x + 2; column++) samples[row * 100 + column] = (byte) 255;
    return Image.of8(100, 80, 1, samples);
  }

  @Test
  void whatLiesAtThePlaceIsInTheMiddleHoweverItIsTurned() {
    for (int seed = 0; seed < 50; seed++) {
      Piece piece = Piece.around(dot(40, 30), new Place(40, 30), PX, 0, Dice.of(seed));
      double sum = 0;
      double x = 0;
      double y = 0;
      for (int i = 0; i < PX * PX; i++) {
        sum += piece.shares()[i];
        x += piece.shares()[i] * (i % PX);
        y += piece.shares()[i] * Math.floorDiv(i, PX);
      }
      // The square's middle lies half a pixel before the place; independent: its area of 16 px.
      assertEquals((PX - 1) / 2.0, x / sum, 1.0);
      assertEquals((PX - 1) / 2.0, y / sum, 1.0);
      assertTrue(sum > 16 / 1.6 && sum < 16 * 1.6, "16 px larger or smaller by a quarter: " + sum);
    }
  }

  @Test
  void seedsTurnItDifferently() {
    var place = new Place(40, 30);
    float[] one = Piece.around(dot(46, 30), place, PX, 0, Dice.of(1)).shares();
    float[] other = Piece.around(dot(46, 30), place, PX, 0, Dice.of(2)).shares();
    assertFalse(Arrays.equals(one, other));
  }

  @Test
  void beyondThePictureItsEdgeGoesOn() {
    Image even = Image.of8(40, 40, 1, filled(40 * 40));
    Piece corner = Piece.around(even, new Place(0, 39), PX, 0, Dice.of(3));
    for (float share : corner.shares()) assertEquals(100 / 255f, share, 1e-6f);
  }

  private static byte[] filled(int count) {
    var samples = new byte[count];
    Arrays.fill(samples, (byte) 100);
    return samples;
  }
}
