package dev.fovea.task.detect;

import dev.fovea.torch.Tensors;
import dev.fovea.train.TrainException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What one picture shows, as plain numbers. */
final class Things {
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

  int[] labels() {
    return labels;
  }

  float[] boxes() {
    return boxes;
  }

  int count() {
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
   */
  static List<Things> of(Tensor targets, int pictures, int classes) {
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
