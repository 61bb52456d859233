package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Augmentation.GaussianBlur;
import dev.fovea.data.augment.Augmentation.GaussianNoise;
import dev.fovea.data.augment.Augmentation.Grayscale;
import dev.fovea.data.augment.Augmentation.JpegCompression;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import dev.fovea.image.Affine;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
  @Test
  void jitterDrawsEachChangeOnceWithinItsRange() {
    var augment = Augment.of(new ColorJitter(0.4, 1.5, 0, 0.1));
    var first = new HashSet<Class<?>>();
    for (int i = 0; i < 200; i++) {
      var changes = draw(augment, i);
      assertEquals(3, changes.size());
      first.add(changes.getFirst().getClass());
      for (var change : changes) {
        switch (change) {
          case Change.Brightness(double by) -> assertTrue(by >= 0.6 && by <= 1.4);
          case Change.Contrast(double by) -> assertTrue(by >= 0 && by <= 2.5);
          case Change.Hue(double turn) -> assertTrue(Math.abs(turn) <= 0.1);
          default -> throw new AssertionError(change + " was not asked for");
        }
      }
    }
    assertEquals(3, first.size(), "the order is random");
  }

  @Test
  void eachHappensAsOftenAsAskedWithinItsRange() {
    var augment =
        Augment.of(
            new Grayscale(0.2),
            new GaussianBlur(0.3, 0.5, 2),
            new GaussianNoise(0.4, 0.01, 0.1),
            new JpegCompression(0.5, 20, 22));
    var times = new int[4];
    var qualities = new HashSet<Integer>();
    for (int i = 0; i < 4000; i++) {
      for (var change : draw(augment, i)) {
        switch (change) {
          case Change.Saturation(double by) -> times[by == 0 ? 0 : 9]++;
          case Change.Blur(double sigma) -> times[sigma >= 0.5 && sigma <= 2 ? 1 : 9]++;
          case Change.Noise(double sigma, long seed) ->
              times[sigma >= 0.01 && sigma <= 0.1 && seed != 0 ? 2 : 9]++;
          case Change.Jpeg(int quality) -> {
            times[3]++;
            qualities.add(quality);
          }
          default -> throw new AssertionError(change);
        }
      }
    }
    for (int k = 0; k < 4; k++) assertEquals(800 + 400 * k, times[k], 130);
    assertEquals(java.util.Set.of(20, 21, 22), qualities);
  }

  @Test
  void noiseFollowsFromItsSeed() {
    var grey = Image.of8(2, 1, 1, new byte[] {100, 100});
    var noise = new Change.Noise(0.1, 5);
    assertEquals(noise.of(grey).at(0, 0, 0), noise.of(grey).at(0, 0, 0));
    assertTrue(noise.of(grey).at(0, 0, 0) != new Change.Noise(0.1, 6).of(grey).at(0, 0, 0));
  }

  @Test
  void nothingDrawnChangesNothing() {
    var grey = Image.of8(2, 1, 1, new byte[] {10, (byte) 200});
    assertSame(grey, new Chain(List.of()).of(grey));
    assertEquals(10, new Change.Hue(0.4).of(grey).at(0, 0, 0));
    assertEquals(200, new Change.Saturation(0).of(grey).at(1, 0, 0));
  }

  @Test
  void movesThatFollowEachOtherAreResampledOnce() {
    var right = new Change.Move(Affine.translation(7, 0));
    var left = new Change.Move(Affine.translation(-7, 0));
    var chain = new Chain(List.of(right, left, new Change.Equalize(), right));
    assertEquals(3, chain.changes().size());
    assertEquals(Affine.translation(7, 0), chain.map());
    var digits = Image.of8(2, 1, 1, new byte[] {10, 20});
    assertEquals(20, new Chain(List.of(right, left)).of(digits).at(1, 0, 0));
  }

  /** Whatever a policy draws: a spot of the picture is where the matrix of the outcome says. */
  @Test
  void aMarkedPointLandsWhereTheMatrixSays() {
    var policies =
        List.of(new RandAugment(2, 12), new RandAugment(4, 20), new TrivialAugmentWide());
    for (var policy : policies) {
      var augment = Augment.of(new Augmentation.HorizontalFlip(0.5), policy);
      var size = Spot.of(128, 96, 0, 0);
      int moved = 0;
      for (int i = 0; i < 2000; i++) {
        double x = Dice.of(4, i).uniform(50, 78);
        double y = Dice.of(5, i).uniform(36, 60);
        var outcome = Outcome.draw(augment, Dice.of(6, i), size, 128, 96);
        var there = outcome.map().apply(x, y);
        if (!Spot.inside(there) || !onlyMoves(outcome.chain())) continue;
        var picture = Spot.of(128, 96, x, y);
        double[] found = Spot.centre(outcome.of(picture, Kernel.BILINEAR));
        assertEquals(there.x(), found[0], 0.5, policy + " x of picture " + i);
        assertEquals(there.y(), found[1], 0.5, policy + " y of picture " + i);
        if (!outcome.chain().changes().isEmpty()) moved++;
      }
      assertTrue(moved > 20, policy + " moved only " + moved);
    }
  }

  /** Each copy of AugMix by its own matrix; the picture itself stays. */
  @Test
  void theCopiesOfAugMixLandWhereTheirMatricesSay() {
    int moved = 0;
    for (int i = 0; i < 150; i++) {
      var picture = Spot.of(128, 96, 60, 50);
      var outcome = Outcome.draw(Augment.of(new AugMix(3, 3, 1)), Dice.of(i), picture, 128, 96);
      assertEquals(60, outcome.map().apply(60, 50).x());
      var mixture = ((Change.Mixed) outcome.chain().changes().getFirst()).mixture();
      double shares = mixture.own();
      for (var part : mixture.parts()) {
        shares += part.share();
        if (!onlyMoves(part.chain())) continue;
        var there = part.chain().map().apply(60, 50);
        double[] found = Spot.centre(part.chain().of(picture));
        assertEquals(there.x(), found[0], 0.5);
        assertEquals(there.y(), found[1], 0.5);
        moved++;
      }
      assertEquals(1, shares, 1e-9);
    }
    assertTrue(moved > 30, "only " + moved);
  }

  @Test
  void aPolicyComesToEveryOperation() {
    var seen = new HashSet<Class<?>>();
    for (int i = 0; i < 500; i++) {
      for (var c : draw(Augment.of(new RandAugment(2, 9)), i)) seen.add(c.getClass());
    }
    assertEquals(9, seen.size(), "move, four factors, posterize, solarize, contrast, equalize");
  }

  /** Colour changes would alter the spot's weight; those that keep black black do not. */
  private static boolean onlyMoves(Chain chain) {
    return chain.changes().stream().allMatch(c -> c instanceof Change.Move);
  }

  private static List<Change> draw(Augment augment, int i) {
    return Changes.draw(augment, Dice.of(i), 64, 64);
  }
}
