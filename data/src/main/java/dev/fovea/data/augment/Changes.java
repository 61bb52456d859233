package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Augmentation.GaussianBlur;
import dev.fovea.data.augment.Augmentation.GaussianNoise;
import dev.fovea.data.augment.Augmentation.Grayscale;
import dev.fovea.data.augment.Augmentation.HsvJitter;
import dev.fovea.data.augment.Augmentation.JpegCompression;
import dev.fovea.data.augment.Augmentation.Photometric;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import java.util.ArrayList;
import java.util.List;

/** Draws the changes of one picture of {@code width} x {@code height} px, in the list's order. */
final class Changes {
  private static final double STRENGTHS = 30;
  private static final int MOST_OF_A_CHAIN = 3;

  private Changes() {}

  static List<Change> draw(Augment augment, Dice dice, int width, int height) {
    var changes = new ArrayList<Change>();
    for (var a : augment.list()) {
      if (a instanceof Photometric p) changes.addAll(draw(p, dice, width, height));
    }
    return changes;
  }

  private static List<Change> draw(Photometric what, Dice dice, int width, int height) {
    return switch (what) {
      case ColorJitter jitter -> jitter(jitter, dice);
      case HsvJitter(double hue, double saturation, double value) ->
          List.of(
              new Change.Hsv(
                  dice.uniform(-hue, hue), factor(dice, saturation), factor(dice, value)));
      case Grayscale(double p) -> maybe(dice, p, new Change.Saturation(0));
      case GaussianBlur(double p, double min, double max) ->
          maybe(dice, p, new Change.Blur(dice.uniform(min, max)));
      case GaussianNoise(double p, double min, double max) ->
          maybe(dice, p, new Change.Noise(dice.uniform(min, max), dice.nextLong()));
      case JpegCompression(double p, int min, int max) ->
          maybe(dice, p, new Change.Jpeg(min + dice.below(max - min + 1)));
      case RandAugment(int operations, double magnitude) -> {
        var changes = new ArrayList<Change>();
        var space = Space.randAugment(width, height);
        for (int i = 0; i < operations; i++) {
          changes.addAll(space.draw(dice, magnitude / STRENGTHS, width, height));
        }
        yield changes;
      }
      case TrivialAugmentWide() -> {
        double strength = dice.below((int) STRENGTHS + 1) / STRENGTHS;
        yield Space.trivialAugmentWide().draw(dice, strength, width, height);
      }
      case AugMix mix -> List.of(new Change.Mixed(mixture(mix, dice, width, height)));
    };
  }

  /** What is drawn for the change is drawn before, so that the dice stay in step. */
  private static List<Change> maybe(Dice dice, double probability, Change change) {
    return dice.chance(probability) ? List.of(change) : List.of();
  }

  private static List<Change> jitter(ColorJitter jitter, Dice dice) {
    var changes = new ArrayList<Change>();
    for (int k : dice.permutation(4)) {
      switch (k) {
        case 0 -> {
          if (jitter.brightness() > 0)
            changes.add(new Change.Brightness(factor(dice, jitter.brightness())));
        }
        case 1 -> {
          if (jitter.contrast() > 0)
            changes.add(new Change.Contrast(factor(dice, jitter.contrast())));
        }
        case 2 -> {
          if (jitter.saturation() > 0)
            changes.add(new Change.Saturation(factor(dice, jitter.saturation())));
        }
        default -> {
          if (jitter.hue() > 0)
            changes.add(new Change.Hue(dice.uniform(-jitter.hue(), jitter.hue())));
        }
      }
    }
    return changes;
  }

  private static double factor(Dice dice, double most) {
    return dice.uniform(Math.max(0, 1 - most), 1 + most);
  }

  private static Mixture mixture(AugMix mix, Dice dice, int width, int height) {
    var space = Space.augMix(width, height);
    double own = dice.dirichlet(mix.alpha(), 2)[0];
    double[] shares = dice.dirichlet(mix.alpha(), mix.width());
    var parts = new ArrayList<Mixture.Part>();
    for (double share : shares) {
      var changes = new ArrayList<Change>();
      for (int depth = 1 + dice.below(MOST_OF_A_CHAIN); depth > 0; depth--) {
        double strength = dice.below(mix.severity()) / 9.0;
        changes.addAll(space.draw(dice, strength, width, height));
      }
      parts.add(new Mixture.Part((1 - own) * share, new Chain(changes)));
    }
    return new Mixture(own, parts);
  }
}
