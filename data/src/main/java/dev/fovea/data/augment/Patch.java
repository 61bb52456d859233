package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.Erasing;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A box that is erased, in whole pixels of the output. */
public record Patch(int left, int top, int width, int height) {
  private static final int TRIES = 10;

  /**
   * Throws the dice for each erasing of the list, for an output of {@code width} x {@code height}
   * px.
   */
  public static List<Patch> draw(Augment augment, Dice dice, int width, int height) {
    var patches = new ArrayList<Patch>();
    for (var a : augment.list()) {
      if (a instanceof Erasing erasing && dice.chance(erasing.probability())) {
        draw(erasing, dice, width, height, patches);
      }
    }
    return patches;
  }

  private static void draw(Erasing erasing, Dice dice, int width, int height, List<Patch> patches) {
    double logMin = StrictMath.log(erasing.minRatio());
    double logMax = StrictMath.log(erasing.maxRatio());
    for (int t = 0; t < TRIES; t++) {
      double area = (double) width * height * dice.uniform(erasing.minArea(), erasing.maxArea());
      double ratio = StrictMath.exp(dice.uniform(logMin, logMax));
      int h = (int) Math.rint(Math.sqrt(area * ratio));
      int w = (int) Math.rint(Math.sqrt(area / ratio));
      if (w < width && h < height) {
        int top = dice.below(height - h + 1);
        int left = dice.below(width - w + 1);
        patches.add(new Patch(left, top, w, h));
        return;
      }
    }
  }

  /**
   * Writes zeros over this box of one picture, {@code [channels, height, width]} from {@code
   * offset}.
   */
  public void erase(FloatBuffer out, int offset, int channels, int outHeight, int outWidth) {
    var zeros = new float[width];
    for (int c = 0; c < channels; c++) {
      for (int y = top; y < top + height; y++) {
        out.put(offset + (c * outHeight + y) * outWidth + left, zeros);
      }
    }
  }
}
