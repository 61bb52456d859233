package dev.fovea.predict.boxes;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of a pyramid's maps a box is read from: twice the side is a level more, as torchvision's
 * {@code LevelMapper} has it; Lin et al. 2016, <a
 * href="https://arxiv.org/abs/1612.03144">arXiv:1612.03144</a>, equation 1.
 *
 * @param levels of the maps, whose places are 2^level px apart; the finest first
 */
public record RegionLevels(List<Integer> levels) {
  /** A box of 224 x 224 px is read at level 4. */
  public static final float USUAL_PX = 224;

  public static final int USUAL_LEVEL = 4;

  /** So that a side which is just large enough is. */
  public static final float EPS = 1e-6f;

  public RegionLevels {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) throw new IllegalArgumentException("boxes are read from a map or more");
  }

  /**
   * Those of maps.
   *
   * @param heights of the maps, in places
   * @param mostPx the height of the highest picture
   */
  public static RegionLevels of(List<Integer> heights, int mostPx) {
    return new RegionLevels(
        heights.stream()
            .map(height -> (int) Math.rint(Math.log((double) mostPx / height) / Math.log(2)))
            .toList());
  }

  /** Places a px of a map. */
  public float scale(int map) {
    return Math.scalb(1f, -levels.get(map));
  }

  /**
   * Which map suits a box.
   *
   * @param boxes [., 4]: left, top, right, bottom in px
   * @param i which of them
   */
  public int map(float[] boxes, int i) {
    int finest = levels.get(0);
    int coarsest = levels.get(levels.size() - 1);
    float area = (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
    float octaves = (float) (Math.log((float) Math.sqrt(area) / USUAL_PX) / Math.log(2));
    double level = Math.floor(USUAL_LEVEL + octaves + EPS);
    if (Double.isNaN(level)) level = finest; // of a box whose corners are swapped
    return (int) Math.max(finest, Math.min(coarsest, level)) - finest;
  }

  /** Which map suits each of some boxes, [count, 4]. */
  public int[] maps(float[] boxes) {
    return IntStream.range(0, boxes.length / 4).map(i -> map(boxes, i)).toArray();
  }
}
