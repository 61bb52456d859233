package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.Rotation;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.data.augment.Augmentation.Shear;
import dev.fovea.data.augment.Augmentation.Translation;
import dev.fovea.data.augment.Augmentation.VerticalFlip;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final Image DIGITS = Image.of8(3, 2, 1, new byte[] {1, 2, 3, 4, 5, 6});

  @Test
  void flipsMirrorExactly() {
    var across = View.draw(Augment.of(new HorizontalFlip(1)), Dice.of(1), DIGITS, 3, 2);
    assertArrayEquals(new byte[] {3, 2, 1, 6, 5, 4}, across.of(DIGITS, Kernel.BILINEAR).bytes());
    var down = View.draw(Augment.of(new VerticalFlip(1)), Dice.of(1), DIGITS, 3, 2);
    assertArrayEquals(new byte[] {4, 5, 6, 1, 2, 3}, down.of(DIGITS, Kernel.BILINEAR).bytes());
  }

  @Test
  void shiftsByWholePixelsAndFillsWithBlack() {
    var view = new View(Box.all(DIGITS), 3, 2, Affine.translation(1, -1));
    assertArrayEquals(new byte[] {0, 4, 5, 0, 0, 0}, view.of(DIGITS, Kernel.BILINEAR).bytes());
  }

  @Test
  void nothingToDoCopiesNothing() {
    var view = View.draw(Augment.none(), Dice.of(1), DIGITS, 3, 2);
    assertSame(DIGITS, view.of(DIGITS, Kernel.BILINEAR));
  }

  @Test
  void aMarkedPointLandsWhereTheMatrixSays() {
    var augment =
        Augment.of(
            new RandomResizedCrop(0.6, 1, 0.75, 1.33),
            new HorizontalFlip(0.5),
            new VerticalFlip(0.5),
            new Rotation(40),
            new Translation(0.1, 0.1),
            new Scale(0.5, 1.3),
            new Shear(15, 15));
    int seen = 0;
    for (int i = 0; i < 60; i++) {
      var dice = Dice.of(99, i);
      double x = dice.uniform(40, 160);
      double y = dice.uniform(30, 90);
      var picture = Spot.of(200, 120, x, y);
      var view = View.draw(augment, Dice.of(7, i), picture, 128, 96);
      var there = view.map().apply(x, y);
      var cut = view.move().inverse().apply(there.x(), there.y());
      if (!Spot.inside(there) || !Spot.inside(cut)) continue;
      double[] found = Spot.centre(view.of(picture, Kernel.BILINEAR));
      assertEquals(there.x(), found[0], 0.5, "x of picture " + i);
      assertEquals(there.y(), found[1], 0.5, "y of picture " + i);
      seen++;
    }
    assertTrue(seen > 20, "too few points stayed inside: " + seen);
  }

  @Test
  void shrinkingByScaleAveragesInsteadOfSkipping() {
    var samples = new byte[64 * 64];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) ((i + i / 64) % 2 == 0 ? 200 : 0);
    var checks = Image.of8(64, 64, 1, samples);
    var quarter = Affine.scale(0.25, 0.25).about(32, 32);
    var small = new View(Box.all(checks), 64, 64, quarter).of(checks, Kernel.BILINEAR);
    for (int x = 26; x < 38; x++) assertEquals(100, small.at(x, 32, 0), 12);
    assertEquals(0, small.at(5, 5, 0));
  }

  @Test
  void cropsHaveTheDrawnAreaAndRatio() {
    var crop = new RandomResizedCrop(0.25, 0.5, 0.8, 1.25);
    for (int i = 0; i < 500; i++) {
      var box = Crops.draw(crop, Dice.of(i), 300, 200);
      double area = box.width() * box.height() / 60000;
      double ratio = box.width() / box.height();
      assertTrue(area > 0.24 && area < 0.51, "area " + area);
      assertTrue(ratio > 0.78 && ratio < 1.28, "ratio " + ratio);
      assertTrue(box.left() >= 0 && box.top() >= 0 && box.right() <= 300 && box.bottom() <= 200);
    }
  }

  /**
   * torchvision's fallback for a 1000 x 10 picture and ratios 3/4 to 4/3: width round(10 * 4/3), in
   * the middle.
   */
  @Test
  void picturesTooLongForAnyCropGiveTheirMiddle() {
    var crop = new RandomResizedCrop(0.9, 1, 0.75, 4.0 / 3);
    assertEquals(new Box(493, 0, 506, 10), Crops.draw(crop, Dice.of(1), 1000, 10));
    assertEquals(new Box(0, 493, 10, 506), Crops.draw(crop, Dice.of(1), 10, 1000));
  }

  @Test
  void padCropMovesEvenlyInWholePixels() {
    var seen = new int[9];
    for (int i = 0; i < 900; i++) {
      var move = View.draw(Augment.of(new PadCrop(4)), Dice.of(i), DIGITS, 3, 2).move();
      assertEquals(Math.rint(move.c()), move.c());
      seen[(int) move.c() + 4]++;
    }
    for (int count : seen) assertEquals(100, count, 45);
  }
}
