package dev.fovea.torch;

import java.util.Arrays;

/** Boxes of pictures, each with the map that {@link RoiAlign} reads for it; plain numbers. */
public final class Rois {
  /** A box of 224 x 224 px is read at level 4; Lin et al. 2016, arXiv:1612.03144. */
  private static final float USUAL_PX = 224;

  private static final int USUAL_LEVEL = 4;
  private static final float EPS = 1e-6f;

  private final float[] boxes;
  private final int[] pictures;
  private final int[] maps;

  /**
   * @param boxes [k, 4]: left, top, right, bottom in px
   * @param pictures [k]: which of the batch
   * @param maps [k]: which of the maps
   * @throws TorchException where the counts differ, or a number is none
   */
  public Rois(float[] boxes, int[] pictures, int[] maps) {
    if (boxes.length != 4L * pictures.length || maps.length != pictures.length)
      throw new TorchException(
          "%d pictures and %d maps do not fit %d numbers of boxes"
              .formatted(pictures.length, maps.length, boxes.length));
    for (int i = 0; i < boxes.length; i++)
      if (!Float.isFinite(boxes[i]))
        throw new TorchException("box " + i / 4 + " has the coordinate " + boxes[i]);
    this.boxes = boxes.clone();
    this.pictures = pictures.clone();
    this.maps = maps.clone();
  }

  /** All of the one map. */
  public static Rois of(float[] boxes, int[] pictures) {
    return new Rois(boxes, pictures, new int[pictures.length]);
  }

  /**
   * The same, each of the level that suits its size, as torchvision's {@code LevelMapper} has it:
   * twice the side is a level more.
   *
   * @param finest level of the first map, whose places stand for 2^finest px
   * @param coarsest level of the last map
   */
  public Rois levelled(int finest, int coarsest) {
    var levels = new int[count()];
    for (int i = 0; i < levels.length; i++) {
      float area = (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
      float octaves = (float) (Math.log((float) Math.sqrt(area) / USUAL_PX) / Math.log(2));
      double level = Math.floor(USUAL_LEVEL + octaves + EPS);
      if (Double.isNaN(level)) level = finest; // of a box whose corners are swapped
      levels[i] = (int) Math.max(finest, Math.min(coarsest, level)) - finest;
    }
    return new Rois(boxes, pictures, levels);
  }

  /** How many. */
  public int count() {
    return pictures.length;
  }

  /** [count, 4]: left, top, right, bottom in px; a copy. */
  public float[] boxes() {
    return boxes.clone();
  }

  /** [count]: which of the batch; a copy. */
  public int[] pictures() {
    return pictures.clone();
  }

  /** [count]: which of the maps; a copy. */
  public int[] maps() {
    return maps.clone();
  }

  float coordinate(int box, int which) {
    return boxes[4 * box + which];
  }

  int picture(int box) {
    return pictures[box];
  }

  int map(int box) {
    return maps[box];
  }

  @Override
  public String toString() {
    return count() + " boxes of maps " + Arrays.toString(maps);
  }
}
