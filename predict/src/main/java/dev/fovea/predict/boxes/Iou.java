package dev.fovea.predict.boxes;

import dev.fovea.image.Box;

/**
 * How much boxes overlap. Widths are right less left: a box has no pixel more than its edges say,
 * as COCO counts, unlike Pascal VOC's old development kit, which adds one.
 */
public final class Iou {
  private Iou() {}

  /** Intersection over union, 0 to 1; 0 where the boxes only touch or have no area. */
  public static double of(Box a, Box b) {
    double shared =
        intersection(
            new double[] {a.left(), a.top(), a.right(), a.bottom()},
            0,
            new double[] {b.left(), b.top(), b.right(), b.bottom()},
            0);
    return shared > 0 ? shared / (a.width() * a.height() + b.width() * b.height() - shared) : 0;
  }

  /**
   * The area that box {@code i} of {@code a} shares with box {@code j} of {@code b}, both {@code
   * [n, 4]} rows of left, top, right, bottom; 0 where they only touch.
   */
  public static double intersection(double[] a, int i, double[] b, int j) {
    double width = Math.min(a[4 * i + 2], b[4 * j + 2]) - Math.max(a[4 * i], b[4 * j]);
    if (!(width > 0)) return 0;
    double height = Math.min(a[4 * i + 3], b[4 * j + 3]) - Math.max(a[4 * i + 1], b[4 * j + 1]);
    return height > 0 ? width * height : 0;
  }

  /** The area of box {@code i} of {@code boxes}, {@code [n, 4]} as above. */
  public static double area(double[] boxes, int i) {
    return (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
  }
}
