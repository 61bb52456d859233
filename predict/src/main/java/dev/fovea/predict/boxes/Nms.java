package dev.fovea.predict.boxes;

import java.util.Arrays;

/**
 * Non-maximum suppression: of boxes that overlap, the one of the highest score stays.
 *
 * <p>Boxes are taken by falling score, of equal scores the earlier one first. A box goes where its
 * intersection over union with one that stays is above {@code iou}; one that equals it stays. Sums,
 * products and quotients are float32 in torchvision's order, so the same boxes stay as in {@code
 * torchvision.ops.nms}, to the last bit.
 *
 * @param iou 0 to 1; 1 keeps all boxes, up to {@code most}
 * @param most at most so many boxes stay, those of the highest scores; from 1 on
 */
public record Nms(double iou, int most) {
  private static final int MOST_CLASSES = 1_000_000;

  public Nms {
    if (!(iou >= 0 && iou <= 1)) {
      throw new IllegalArgumentException("nms: expects an iou of 0 to 1, got " + iou);
    }
    if (most < 1) {
      throw new IllegalArgumentException("nms: expects at least 1 box to stay, got " + most);
    }
  }

  /** That keeps as many boxes as there are. */
  public static Nms of(double iou) {
    return new Nms(iou, Integer.MAX_VALUE);
  }

  /**
   * Which boxes stay, by falling score.
   *
   * @param boxes {@code [n, 4]}: left, top, right, bottom
   * @param scores {@code [n]}, no NaN
   */
  public int[] keep(float[] boxes, float[] scores) {
    check(boxes, scores);
    return keep(boxes, scores, null, 1);
  }

  /**
   * Which boxes stay, by falling score, where boxes of two classes never suppress each other. Equal
   * to torchvision's {@code batched_nms} of more than 1,000 boxes, which looks at each class alone;
   * that of fewer moves the boxes of each class aside first, and may round an overlap otherwise.
   *
   * @param boxes {@code [n, 4]}: left, top, right, bottom
   * @param scores {@code [n]}, no NaN
   * @param labels {@code [n]}, classes numbered from 0, below a million
   */
  public int[] keep(float[] boxes, float[] scores, int[] labels) {
    check(boxes, scores);
    if (labels.length != scores.length) {
      throw new IllegalArgumentException(
          "nms: expects a label for each score, got %d labels and %d scores"
              .formatted(labels.length, scores.length));
    }
    int classes = 1;
    for (int label : labels) {
      if (label < 0 || label >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "nms: expects labels from 0 to %,d, got %d".formatted(MOST_CLASSES - 1, label));
      }
      classes = Math.max(classes, label + 1);
    }
    return keep(boxes, scores, labels, classes);
  }

  private int[] keep(float[] boxes, float[] scores, int[] labels, int classes) {
    long[] order = byFallingScore(scores);
    var stayed = new Stayed[classes];
    var kept = new int[Math.min(most, scores.length)];
    int count = 0;
    for (int n = 0; n < order.length && count < kept.length; n++) {
      int i = (int) order[n];
      int label = labels == null ? 0 : labels[i];
      Stayed ofClass = stayed[label];
      if (ofClass == null) stayed[label] = ofClass = new Stayed();
      if (ofClass.add(boxes, i, iou)) kept[count++] = i;
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * Rank of the score in the upper half, place in the lower: sorted numbers, equal ones in place.
   */
  private static long[] byFallingScore(float[] scores) {
    var keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToRawIntBits(scores[i] + 0f); // -0 becomes 0, which it equals
      int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[i] = ((long) ~rising << 32) | i;
    }
    Arrays.sort(keys);
    return keys;
  }

  private static void check(float[] boxes, float[] scores) {
    if (boxes.length != 4L * scores.length) {
      throw new IllegalArgumentException(
          "nms: expects 4 numbers of a box for each score, got %d numbers and %d scores"
              .formatted(boxes.length, scores.length));
    }
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(scores[i])) {
        throw new IllegalArgumentException("nms: the score of box " + i + " is NaN");
      }
    }
  }
}
