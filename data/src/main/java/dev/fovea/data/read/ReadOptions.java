package dev.fovea.data.read;

/**
 * How a data set is opened.
 *
 * @param check whether the first bytes of every file are looked at, to leave broken pictures out
 *     from the start
 * @param strict whether a broken picture ends the work instead of being left out
 * @param training whether a network is to learn from it: then there must be training pictures of
 *     two classes, or one with a box
 * @param threads that look at files
 * @param boxes whether boxes are read ({@link dev.fovea.data.Truth.Objects}), not classes of whole
 *     pictures
 */
public record ReadOptions(
    boolean check, boolean strict, boolean training, int threads, boolean boxes) {
  public ReadOptions {
    if (threads < 1) throw new IllegalArgumentException("threads must be above 0, got " + threads);
  }

  /** Broken pictures are left out; a network is to learn from the rest. */
  public static ReadOptions forTraining() {
    return new ReadOptions(
        true, false, true, 2 * Runtime.getRuntime().availableProcessors(), false);
  }

  /** Broken pictures are left out; one class alone will do. */
  public static ReadOptions forEvaluation() {
    return new ReadOptions(
        true, false, false, 2 * Runtime.getRuntime().availableProcessors(), false);
  }

  public ReadOptions withCheck(boolean check) {
    return new ReadOptions(check, strict, training, threads, boxes);
  }

  public ReadOptions withStrict(boolean strict) {
    return new ReadOptions(check, strict, training, threads, boxes);
  }

  /** Boxes are read: COCO JSON, Pascal VOC XML or YOLO text. */
  public ReadOptions withBoxes() {
    return new ReadOptions(check, strict, training, threads, true);
  }
}
