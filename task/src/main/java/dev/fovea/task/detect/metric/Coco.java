package dev.fovea.task.detect.metric;

/**
 * The rules of COCO's evaluation of boxes as numbers (Lin et al. 2014 and the evaluation page of
 * cocodataset.org).
 */
final class Coco {
  /** At most so many answers of a picture and a class count, the surest ones. */
  static final int MOST = 100;

  /** Least overlaps: 0.5, 0.55 ... 0.95. */
  static final int OVERLAPS = 10;

  /** Recalls at which precision is read: 0, 0.01 ... 1. */
  static final int RECALLS = 101;

  /** Areas in px²: all, small, medium, large; both ends belong to them. */
  static final int AREAS = 4;

  static final int ALL = 0;
  static final int SMALL = 1;
  static final int MEDIUM = 2;
  static final int LARGE = 3;

  private static final double[] LEAST = {0, 0, 32 * 32, 96 * 96};
  private static final double[] LARGEST = {1e10, 32 * 32, 96 * 96, 1e10};
  private static final double[] OVERLAP = new double[OVERLAPS];

  static {
    // As numpy's linspace: 0.9 comes out one bit below, and an overlap of 0.9 passes.
    for (int t = 0; t < OVERLAPS - 1; t++) OVERLAP[t] = 0.5 + t * ((0.95 - 0.5) / 9);
    OVERLAP[OVERLAPS - 1] = 0.95;
  }

  private Coco() {}

  /** The least overlap number {@code t}. */
  static double overlap(int t) {
    return OVERLAP[t];
  }

  /** Recall number {@code i}. */
  static double recall(int i) {
    return i * 0.01;
  }

  /** Whether an area of so many px² is of that kind. */
  static boolean within(int area, double px2) {
    return px2 >= LEAST[area] && px2 <= LARGEST[area];
  }

  /** The bit that stands for one kind of area and one least overlap. */
  static long bit(int area, int overlap) {
    return 1L << (area * OVERLAPS + overlap);
  }

  /** The bits of one kind of area. */
  static long bits(int area) {
    return ((1L << OVERLAPS) - 1) << (area * OVERLAPS);
  }
}
