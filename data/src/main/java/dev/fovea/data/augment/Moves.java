package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.Geometric;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.Rotation;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.data.augment.Augmentation.Shear;
import dev.fovea.data.augment.Augmentation.Translation;
import dev.fovea.data.augment.Augmentation.VerticalFlip;
import dev.fovea.image.Affine;

/**
 * Draws where one augmentation moves the points of an output of {@code width} x {@code height} px.
 */
final class Moves {
  private static final Affine STAY = Affine.IDENTITY;

  private Moves() {}

  static Affine draw(Geometric augmentation, Dice dice, int width, int height) {
    return switch (augmentation) {
      case HorizontalFlip(double p) -> dice.chance(p) ? new Affine(-1, 0, width, 0, 1, 0) : STAY;
      case VerticalFlip(double p) -> dice.chance(p) ? new Affine(1, 0, 0, 0, -1, height) : STAY;
      case PadCrop(int px) ->
          Affine.translation(dice.below(2 * px + 1) - px, dice.below(2 * px + 1) - px);
      case Rotation(double degrees) ->
          middle(Affine.rotation(dice.uniform(-degrees, degrees)), width, height);
      case Translation(double x, double y) ->
          Affine.translation(width * dice.uniform(-x, x), height * dice.uniform(-y, y));
      case Scale(double min, double max) -> {
        double factor = dice.uniform(min, max);
        yield middle(Affine.scale(factor, factor), width, height);
      }
      case Shear(double x, double y) ->
          middle(Affine.shear(dice.uniform(-x, x), dice.uniform(-y, y)), width, height);
      case RandomResizedCrop crop -> STAY;
    };
  }

  private static Affine middle(Affine map, int width, int height) {
    return map.about(width / 2.0, height / 2.0);
  }
}
