package dev.fovea.image;

import static dev.fovea.image.Golden.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against torchvision's affine over Pillow. */
class WarpTest {
  @Test
  void equalsTorchvision() {
    var sources = Golden.sources();
    int rows = 0;
    for (String[] row : Golden.table("warp.tsv")) {
      Image image = sources.get(row[0]);
      Affine forward =
          Affine.shear(number(row[5]), number(row[6]))
              .then(Affine.scale(number(row[4]), number(row[4])))
              .then(Affine.rotation(number(row[1])))
              .about(image.width() / 2.0, image.height() / 2.0)
              .then(Affine.translation(number(row[2]), number(row[3])));
      int[] fill = java.util.Arrays.copyOf(new int[] {9, 90, 190, 255}, image.channels());
      Kernel kernel = Kernel.valueOf(row[7]);
      Image got = Warp.of(image, forward.inverse(), image.width(), image.height(), kernel, fill);
      Image expected = Golden.image(image.width(), image.height(), image.channels(), 8, row[8]);
      // Pillow's NEAREST walks in 16.16 fixed point: a centre on the border of two pixels may fall
      // either way
      String what = String.join(" ", java.util.Arrays.copyOf(row, 8));
      if (image
          .hasAlpha()) { // where alpha is small, dividing by it blows up a difference of one level
        expected = Alpha.premultiply(expected);
        got = Alpha.premultiply(got);
      }
      assertTrue(
          differing(expected, got) <= (kernel == Kernel.NEAREST ? 3 : 0),
          what + ": " + differing(expected, got));
      rows++;
    }
    assertEquals(30, rows);
  }

  private static int differing(Image a, Image b) {
    int pixels = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        int most = 0;
        for (int k = 0; k < a.channels(); k++) {
          most = Math.max(most, Math.abs(a.at(x, y, k) - b.at(x, y, k)));
        }
        // one level: another rounding of the matrix, before the cut to whole numbers; two after
        // dividing by alpha
        pixels += most > (a.hasAlpha() ? 2 : 1) ? 1 : 0;
      }
    }
    return pixels;
  }

  @Test
  void aMarkedPointLandsWhereTheMatrixSays() {
    var samples = new byte[40 * 30];
    samples[12 * 40 + 25] = (byte) 255;
    Image dot = Image.of8(40, 30, 1, samples);
    Affine forward = Affine.rotation(90).about(20, 15);
    Point to = forward.apply(25.5, 12.5);
    Image turned = Warp.of(dot, forward.inverse(), 40, 30, Kernel.NEAREST);
    assertEquals(22.5, to.x(), 1e-9);
    assertEquals(20.5, to.y(), 1e-9);
    assertEquals(255, turned.at(22, 20, 0));
  }

  @Test
  void inverseComesBack() {
    Affine map =
        Affine.shear(10, 5)
            .then(Affine.rotation(33))
            .then(Affine.scale(2, 3))
            .then(Affine.translation(7, -2));
    Point there = map.apply(3, 4);
    Point back = map.inverse().apply(there.x(), there.y());
    assertEquals(3, back.x(), 1e-9);
    assertEquals(4, back.y(), 1e-9);
    var e = assertThrows(IllegalStateException.class, () -> Affine.scale(0, 1).inverse());
    assertTrue(e.getMessage().endsWith("flattens the plane and has no inverse"), e.getMessage());
  }

  @Test
  void flips() {
    Image rgb = Golden.sources().get("rgb");
    assertEquals(rgb.at(2, 3, 1), Flip.leftRight(rgb).at(26, 3, 1));
    assertEquals(rgb.at(2, 3, 1), Flip.topBottom(rgb).at(2, 17, 1));
  }
}
