package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.Mixup;
import java.nio.FloatBuffer;

/**
 * Mixup (Zhang and others 2018): each row of a batch becomes a mix of itself and the row before it,
 * targets too.
 */
final class Mix {
  private static final long MIX = 3;

  private Mix() {}

  static void batch(Mixup mixup, Slot slot, Feed feed, int epoch, int number) {
    float share =
        (float) Dice.of(feed.seed(), epoch, number, MIX).beta(mixup.alpha(), mixup.alpha());
    rows(slot.images, slot.size, feed.preprocess().floats(), share);
    rows(slot.targets, slot.size, feed.classes(), share);
  }

  /**
   * Rows {@code [n, width]}: row i becomes {@code share * row i + (1 - share) * row i-1}, the first
   * mixed with the last.
   */
  static void rows(FloatBuffer all, int n, int width, float share) {
    var last = new float[width];
    var row = new float[width];
    var before = new float[width];
    all.get((n - 1) * width, last);
    for (int i = n - 1; i >= 0; i--) {
      all.get(i * width, row);
      if (i > 0) all.get((i - 1) * width, before);
      else before = last;
      for (int k = 0; k < width; k++) row[k] = share * row[k] + (1 - share) * before[k];
      all.put(i * width, row);
    }
  }
}
