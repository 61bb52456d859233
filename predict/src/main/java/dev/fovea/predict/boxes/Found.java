package dev.fovea.predict.boxes;

import dev.fovea.predict.model.DetectPostprocess;
import java.util.Arrays;

/** Boxes of one picture, in px of the network's input, by falling score where they are answered. */
public final class Found {
  private float[] boxes = new float[64];
  private float[] scores = new float[16];
  private int[] labels = new int[16];
  private int[] places = new int[16];
  private int count;

  /** How many. */
  public int count() {
    return count;
  }

  /** [count, 4]: left, top, right, bottom in px; a copy. */
  public float[] boxes() {
    return Arrays.copyOf(boxes, 4 * count);
  }

  /** [count], 0 to 1; a copy. */
  public float[] scores() {
    return Arrays.copyOf(scores, count);
  }

  /** [count]: classes, from 0; a copy. */
  public int[] labels() {
    return Arrays.copyOf(labels, count);
  }

  /**
   * [count]: the cells (of several boxes a cell: cell times these, plus which) that said so,
   * counted on from level to level; a copy.
   */
  public int[] places() {
    return Arrays.copyOf(places, count);
  }

  /**
   * Adds one, cut at the edges of the input: one that lies beyond an edge is a line on it. Swapped
   * corners and NaN are left out.
   */
  void add(float[] box, float score, int label, int place, int widthPx, int heightPx) {
    float left = cut(box[0], widthPx);
    float top = cut(box[1], heightPx);
    float right = cut(box[2], widthPx);
    float bottom = cut(box[3], heightPx);
    if (left <= right && top <= bottom)
      put(new float[] {left, top, right, bottom}, 0, score, label, place);
  }

  /** The same, cut at the edges of a picture, unless it is too small then or NaN. */
  void add(float[] box, float score, int label, int place, PictureSize size, float leastPx) {
    float left = cut(box[0], size.widthPx());
    float top = cut(box[1], size.heightPx());
    float right = cut(box[2], size.widthPx());
    float bottom = cut(box[3], size.heightPx());
    if (right - left >= leastPx && bottom - top >= leastPx)
      put(new float[] {left, top, right, bottom}, 0, score, label, place);
  }

  private static float cut(float value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  private void put(float[] from, int at, float score, int label, int place) {
    if (count == scores.length) {
      boxes = Arrays.copyOf(boxes, 8 * count);
      scores = Arrays.copyOf(scores, 2 * count);
      labels = Arrays.copyOf(labels, 2 * count);
      places = Arrays.copyOf(places, 2 * count);
    }
    System.arraycopy(from, at, boxes, 4 * count, 4);
    scores[count] = score;
    labels[count] = label;
    places[count++] = place;
  }

  /** These, in that order. */
  Found only(int[] kept) {
    var some = new Found();
    for (int i : kept) some.put(boxes, 4 * i, scores[i], labels[i], places[i]);
    return some;
  }

  /** Of candidates those that are answered: without those that overlap, where these may be. */
  Found chosen(DetectPostprocess how) {
    return how.oneToOne()
        ? best(how.most())
        : only(new Nms(how.iou(), how.most()).keep(boxes(), scores(), labels()));
  }

  private Found best(int most) {
    var best = new Best(Math.max(1, Math.min(most, count)));
    for (int i = 0; i < count; i++) best.add(scores[i], i);
    var kept = new int[best.count()];
    for (int i = 0; i < kept.length; i++) kept[i] = best.place(i);
    return only(kept);
  }
}
