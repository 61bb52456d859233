package dev.fovea.task.detect.rcnn;

import dev.fovea.torch.TorchException;

/** Boxes of pictures, each with the map that {@link TorchRoiAlign} reads for it; plain numbers. */
public final class Rois {
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
   * The same, each of one of the maps.
   *
   * @param maps [count]
   */
  public Rois on(int[] maps) {
    return new Rois(boxes, pictures, maps);
  }

  /** How many. */
  public int count() {
    return pictures.length;
  }

  /** [count, 4]: left, top, right, bottom in px; a copy. */
  public float[] boxes() {
    return boxes.clone();
  }

  /** As {@link #boxes}, not copied: for reading alone. */
  float[] numbers() {
    return boxes;
  }

  int picture(int box) {
    return pictures[box];
  }

  int map(int box) {
    return maps[box];
  }
}
