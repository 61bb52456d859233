package dev.fovea.predict.boxes;

/**
 * A box as a change of another one: its centre's shift in widths and heights, and the logarithms of
 * its width and height by the other's, all times a weight. The arithmetic is that of torchvision's
 * {@code BoxCoder}, in float32.
 *
 * @param place weight of the shifts
 * @param size weight of the logarithms
 */
public record BoxCode(float place, float size) {
  /** Of proposals and their anchors. */
  public static final BoxCode ANCHORS = new BoxCode(1, 1);

  /** Of boxes and the proposals that they were found in. */
  public static final BoxCode REGIONS = new BoxCode(10, 5);

  /** A box grows to this many times the other at most, lest exp overflow. */
  public static final float MOST_LOG = (float) Math.log(1000.0 / 16);

  /**
   * The box that a change makes.
   *
   * @param from boxes [., 4]: left, top, right, bottom
   * @param i which of them
   * @param changes dx, dy, dw, dh begin at {@code at}, each {@code step} behind the one before
   * @param into takes left, top, right, bottom; may be {@code from}
   */
  public void decode(float[] from, int i, float[] changes, int at, int step, float[] into) {
    float width = from[4 * i + 2] - from[4 * i];
    float height = from[4 * i + 3] - from[4 * i + 1];
    float x = changes[at] / place * width + (from[4 * i] + 0.5f * width);
    float y = changes[at + step] / place * height + (from[4 * i + 1] + 0.5f * height);
    float halfWidth = 0.5f * (exp(changes[at + 2 * step]) * width);
    float halfHeight = 0.5f * (exp(changes[at + 3 * step]) * height);
    into[0] = x - halfWidth;
    into[1] = y - halfHeight;
    into[2] = x + halfWidth;
    into[3] = y + halfHeight;
  }

  private float exp(float log) {
    return (float) Math.exp(Math.min(log / size, MOST_LOG));
  }

  /**
   * The change that makes box {@code j} of {@code to} from box {@code i} of {@code from}.
   *
   * @param into takes the four numbers from {@code at} on
   */
  public void encode(float[] from, int i, float[] to, int j, float[] into, int at) {
    for (int axis = 0; axis < 2; axis++) {
      float side = from[4 * i + 2 + axis] - from[4 * i + axis];
      float wanted = to[4 * j + 2 + axis] - to[4 * j + axis];
      float centre = from[4 * i + axis] + 0.5f * side;
      float aim = to[4 * j + axis] + 0.5f * wanted;
      into[at + axis] = place * (aim - centre) / side;
      into[at + 2 + axis] = size * (float) Math.log(wanted / side);
    }
  }
}
