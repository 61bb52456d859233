package dev.fovea.task.classify.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScarTest {
  private static Piece even(float share) {
    var shares = new float[64 * 64];
    Arrays.fill(shares, share);
    return new Piece(shares, 1, 64);
  }

  @Test
  void coversLengthTimesWidthWhateverItsAngle() {
    for (double angle : new double[] {0, 0.4, 1.2, 3}) {
      Piece piece = even(0);
      new Scar(32, 32, 20, 4, angle, 1, 0).paste(piece, even(1));
      double covered = 0;
      for (float share : piece.shares()) covered += share;
      assertEquals(80, covered, 3, "at an angle of " + angle);
    }
  }

  @Test
  void isMadeOfThePieceItComesFromBrighterOrDarker() {
    Piece piece = even(0.2f);
    new Scar(32, 32, 20, 4, 0, 0.5, 0.3).paste(piece, even(0.8f));
    assertEquals(0.7f, piece.shares()[32 * 64 + 32], 1e-6);
    assertEquals(0.2f, piece.shares()[32 * 64 + 50], 1e-6);
    assertEquals(0.2f, piece.shares()[40 * 64 + 32], 1e-6);
  }

  @Test
  void isDrawnThinAndWithinThePiece() {
    var dice = Dice.of(1);
    for (int i = 0; i < 1000; i++) {
      Scar scar = Scar.draw(128, dice);
      assertTrue(scar.length() >= 6 && scar.length() <= 36, scar.toString());
      assertTrue(scar.width() <= scar.length() / 2, scar.toString());
      assertTrue(scar.x() >= 20 && scar.x() <= 108, scar.toString());
    }
  }
}
