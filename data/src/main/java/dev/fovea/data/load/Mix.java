package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.MixupBoxes;
import dev.fovea.data.augment.Cut;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Mixes the rows of a batch, targets too: each with the row before it, the first with the last. By
 * Mixup (Zhang and others 2018), CutMix (Yun and others 2019), or one of both by chance; with
 * boxes, each row by chance.
 */
final class Mix {
  private static final long MIX = 3;

  private Mix() {}

  static void batch(Augment augment, Slot slot, Feed feed, int epoch, int number) {
    var ways = augment.mixing();
    var dice = Dice.of(feed.seed(), epoch, number, MIX);
    var to = slot.to;
    augment.mixupBoxes().ifPresent(mixup -> withBoxes(mixup, dice, slot));
    if (ways.isEmpty()) return;
    switch (ways.size() == 1 ? ways.getFirst() : ways.get(dice.below(ways.size()))) {
      case Mixup(double alpha) -> {
        var share = all(slot.size, (float) dice.beta(alpha, alpha));
        rows(slot.images, slot.size, to.floats(), share);
        rows(slot.targets, slot.size, feed.classes(), share);
      }
      case CutMix cutMix -> {
        var cut = Cut.draw(cutMix, dice, to.width(), to.height());
        boxes(slot.images, slot.size, to.channels(), to.height(), to.width(), cut);
        var share = all(slot.size, (float) cut.rest(to.width(), to.height()));
        rows(slot.targets, slot.size, feed.classes(), share);
      }
    }
  }

  private static void withBoxes(MixupBoxes mixup, Dice dice, Slot slot) {
    var shares = all(slot.size, 1);
    for (int i = 0; i < shares.length; i++) {
      if (dice.chance(mixup.probability())) {
        shares[i] = (float) dice.beta(mixup.alpha(), mixup.alpha());
      }
    }
    rows(slot.images, slot.size, slot.to.floats(), shares);
    slot.boxes.addBefore(slot.size, shares);
  }

  private static float[] all(int n, float share) {
    var shares = new float[n];
    Arrays.fill(shares, share);
    return shares;
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
   *
   * @param shares one a row; a row with the share 1 stays
   */
  static void rows(FloatBuffer all, int n, int width, float... shares) {
    var last = new float[width];
    var row = new float[width];
    var before = new float[width];
    if (shares[0] != 1) all.get((n - 1) * width, last);
    for (int i = n - 1; i >= 0; i--) {
      float share = shares[i];
      if (share == 1) continue;
      all.get(i * width, row);
      if (i > 0) all.get((i - 1) * width, before);
      else before = last;
      for (int k = 0; k < width; k++) row[k] = share * row[k] + (1 - share) * before[k];
      all.put(i * width, row);
    }
  }
}
