package dev.fovea.task.detect;

import dev.fovea.torch.Tensors;
import dev.fovea.train.TrainException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** What one picture shows, as plain numbers. */
public final class Things {
  private static final int ROW = 6;

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

  /** Those of at least so many px in width and height; others, and NaN, are left out. */
  public Things atLeast(float px) {
    int[] kept =
        IntStream.range(0, count())
            .filter(i ->
                boxes[4 * i + 2] - boxes[4 * i] >= px && boxes[4 * i + 3] - boxes[4 * i + 1] >= px)
            .toArray();
    if (kept.length == count()) return this;
    var some = new Things(new int[kept.length], new float[4 * kept.length]);
    for (int i = 0; i < kept.length; i++) {
      some.labels[i] = labels[kept[i]];
      System.arraycopy(boxes, 4 * kept[i], some.boxes, 4 * i, 4);
    }
    return some;
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
      things[picture].labels[place] = label(rows, row, classes);
      System.arraycopy(rows, ROW * row + 2, things[picture].boxes, 4 * place, 4);
    }
    return List.of(things);
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
