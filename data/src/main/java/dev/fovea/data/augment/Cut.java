package dev.fovea.data.augment;

import dev.fovea.data.Dice;

/**
 * The box of CutMix, in whole pixels from {@code left} and {@code top} up to, not including, {@code
 * right} and {@code bottom}; torchvision's algorithm.
 */
public record Cut(int left, int top, int right, int bottom) {
  /** Draws the box for pictures of {@code width} x {@code height} px. */
  public static Cut draw(Augmentation.CutMix cutMix, Dice dice, int width, int height) {
    double share = dice.beta(cutMix.alpha(), cutMix.alpha());
    return of(share, dice.below(width), dice.below(height), width, height);
  }

  /** About a pixel, of a size that leaves {@code share} of the picture, cut off at its edges. */
  static Cut of(double share, int x, int y, int width, int height) {
    double half = 0.5 * Math.sqrt(1 - share);
    int w = (int) (half * width);
    int h = (int) (half * height);
    return new Cut(
        Math.max(0, x - w), Math.max(0, y - h), Math.min(width, x + w), Math.min(height, y + h));
  }

  /** What share of the picture the box leaves. */
  public double rest(int width, int height) {
    return 1 - (double) (right - left) * (bottom - top) / ((double) width * height);
  }
}
