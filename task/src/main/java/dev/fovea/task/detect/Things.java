package dev.fovea.task.detect;

import dev.fovea.torch.Tensors;
import dev.fovea.train.TrainException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What one picture shows, as plain numbers. */
public final class Things {
  private static final int ROW = DetectLoss.ROW;

  /** Boxes that are less wide or high cannot be learned: their logarithms make losses diverge. */
  private static final float LEAST_PX = 1e-3f;

  private final int[] labels;
  private final float[] boxes;

  /**
   * @param labels a class a thing
   * @param boxes left, top, right, bottom of each in px, one after another
   */
  Things(int[] labels, float[] boxes) {
    this.labels = labels;
    this.boxes = boxes;
  }

  /** [count], from 0; not to be written to. */
  public int[] labels() {
    return labels;
  }

  /** [count, 4]: left, top, right, bottom in px; not to be written to. */
  public float[] boxes() {
    return boxes;
  }

  /** How many. */
  public int count() {
    return labels.length;
  }

  /** From a point in px to the left, top, right and bottom of a box, in some unit of px. */
  void distances(int thing, float x, float y, float unit, float[] into, int at) {
    into[at] = (x - boxes[4 * thing]) / unit;
    into[at + 1] = (y - boxes[4 * thing + 1]) / unit;
    into[at + 2] = (boxes[4 * thing + 2] - x) / unit;
    into[at + 3] = (boxes[4 * thing + 3] - y) / unit;
  }

  /**
   * By picture.
   *
   * @param targets [k, 6] as {@link DetectLoss} has them
   * @throws TrainException for a box of no such picture or class, and for one that is none: of
   *     numbers that are not finite, or less than a thousandth of a pixel wide or high
   */
  public static List<Things> of(Tensor targets, int pictures, int classes) {
    float[] rows = Tensors.toArray(targets.to(Tensors.FLOAT));
    int count = rows.length / ROW;
    var each = new int[pictures];
    for (int row = 0; row < count; row++) each[picture(rows, row, pictures)]++;
    var things = new Things[pictures];
    for (int i = 0; i < pictures; i++)
      things[i] = new Things(new int[each[i]], new float[4 * each[i]]);
    for (int row = count - 1; row >= 0; row--) {
      int picture = picture(rows, row, pictures);
      int place = --each[picture];
      sound(rows, ROW * row + 2, picture);
      things[picture].labels[place] = label(rows, row, classes);
      System.arraycopy(rows, ROW * row + 2, things[picture].boxes, 4 * place, 4);
    }
    return List.of(things);
  }

  private static void sound(float[] rows, int at, int picture) {
    float width = rows[at + 2] - rows[at];
    float height = rows[at + 3] - rows[at + 1];
    boolean finite = Float.isFinite(width) && Float.isFinite(height);
    if (!(finite && width >= LEAST_PX && height >= LEAST_PX))
      throw new TrainException(
          "a box of picture %d is [%s, %s, %s, %s] (left, top, right, bottom), which nothing can be learned from; leave out boxes without width or height"
              .formatted(picture, rows[at], rows[at + 1], rows[at + 2], rows[at + 3]));
  }

  private static int picture(float[] rows, int row, int pictures) {
    return index("picture", rows[ROW * row], pictures);
  }

  private static int label(float[] rows, int row, int classes) {
    return index("class", rows[ROW * row + 1], classes);
  }

  private static int index(String what, float value, int end) {
    if (!(value >= 0 && value < end))
      throw new TrainException("a box is of " + what + " " + value + ", but there are " + end);
    return (int) value;
  }
}
