package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.image.Box;

/**
 * Draws the box of a random resized crop as torchvision's {@code RandomResizedCrop.get_params}
 * does.
 */
final class Crops {
  private static final int TRIES = 10;

  private Crops() {}

  static Box draw(RandomResizedCrop crop, Dice dice, int width, int height) {
    double logMin = StrictMath.log(crop.minRatio());
    double logMax = StrictMath.log(crop.maxRatio());
    for (int t = 0; t < TRIES; t++) {
      double area = (double) width * height * dice.uniform(crop.minArea(), crop.maxArea());
      double ratio = StrictMath.exp(dice.uniform(logMin, logMax));
      int w = (int) Math.rint(Math.sqrt(area * ratio));
      int h = (int) Math.rint(Math.sqrt(area / ratio));
      if (w > 0 && w <= width && h > 0 && h <= height) {
        int top = dice.below(height - h + 1);
        int left = dice.below(width - w + 1);
        return new Box(left, top, left + w, top + h);
      }
    }
    return centre(crop, width, height);
  }

  /** The largest box in the middle whose proportion is allowed. */
  static Box centre(RandomResizedCrop crop, int width, int height) {
    double ratio = (double) width / height;
    int w = width;
    int h = height;
    if (ratio < crop.minRatio()) h = (int) Math.max(1, Math.rint(w / crop.minRatio()));
    else if (ratio > crop.maxRatio()) w = (int) Math.max(1, Math.rint(h * crop.maxRatio()));
    int top = (height - h) / 2;
    int left = (width - w) / 2;
    return new Box(left, top, left + w, top + h);
  }
}
