package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Cut;
import java.nio.FloatBuffer;

/**
 * Mixes the rows of a batch, targets too: each with the row before it, the first with the last. By
 * Mixup (Zhang and others 2018), CutMix (Yun and others 2019), or one of both by chance.
 */
final class Mix {
  private static final long MIX = 3;

  private Mix() {}

  static void batch(Augment augment, Slot slot, Feed feed, int epoch, int number) {
    var ways = augment.mixing();
    if (ways.isEmpty()) return;
    var dice = Dice.of(feed.seed(), epoch, number, MIX);
    var to = feed.preprocess();
    switch (ways.size() == 1 ? ways.getFirst() : ways.get(dice.below(ways.size()))) {
      case Mixup(double alpha) -> {
        float share = (float) dice.beta(alpha, alpha);
        rows(slot.images, slot.size, to.floats(), share);
        rows(slot.targets, slot.size, feed.classes(), share);
      }
      case CutMix cutMix -> {
        var cut = Cut.draw(cutMix, dice, to.width(), to.height());
        boxes(slot.images, slot.size, to.channels(), to.height(), to.width(), cut);
        float share = (float) cut.rest(to.width(), to.height());
        rows(slot.targets, slot.size, feed.classes(), share);
      }
    }
  }

  /** Pictures {@code [n, channels, height, width]}: the box of each comes from the one before. */
  static void boxes(FloatBuffer all, int n, int channels, int height, int width, Cut cut) {
    int wide = cut.right() - cut.left();
    if (wide == 0) return;
    int row = channels * height * width;
    var last = new float[wide];
    var line = new float[wide];
    for (int c = 0; c < channels; c++) {
      for (int y = cut.top(); y < cut.bottom(); y++) {
        int at = (c * height + y) * width + cut.left();
        all.get((n - 1) * row + at, last);
        for (int i = n - 1; i > 0; i--) {
          all.get((i - 1) * row + at, line);
          all.put(i * row + at, line);
        }
        all.put(at, last);
      }
    }
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
