package dev.fovea.predict.boxes;

import dev.fovea.predict.model.DetectPostprocess;
import java.util.List;

/**
 * From boxes that a network has worked out itself to those that are answered: what {@link
 * MapDecoder} does once its boxes are there.
 *
 * @param how what the model says
 * @param classes of the scores
 * @param widthPx of the network's input
 * @param heightPx of the network's input
 */
public record BoxReader(DetectPostprocess how, int classes, int widthPx, int heightPx) {
  /**
   * Of the boxes of all cells.
   *
   * @param boxes [n, cells, 4]: left, top, right, bottom in px
   * @param scores [n, cells, classes], 0 to 1
   * @param cells of each level, one level after the other
   * @param picture which of the n
   */
  public Found cells(float[] boxes, float[] scores, List<Integer> cells, int picture) {
    var found = new Found();
    var box = new float[4];
    int all = cells.stream().mapToInt(i -> i).sum();
    int before = 0;
    for (int level : cells) {
      var best = new Best(Math.min(MapDecoder.CANDIDATES, level * classes));
      int first = (picture * all + before) * classes;
      for (int i = 0; i < level * classes; i++)
        if (how.tells(scores[first + i])) best.add(scores[first + i], i);
      int count = best.count();
      for (int k = 0; k < count; k++) {
        int place = before + best.place(k) / classes;
        System.arraycopy(boxes, 4 * (picture * all + place), box, 0, 4);
        found.add(box, best.score(k), best.place(k) % classes, place, widthPx, heightPx);
      }
      before += level;
    }
    return found.chosen(how);
  }

  /**
   * Of boxes that are chosen already, but for the least score.
   *
   * @param boxes [n, m, 4]: left, top, right, bottom in px
   * @param scores [n, m], 0 to 1
   * @param labels [n, m]: classes
   * @param picture which of the n
   */
  public Found ranked(float[] boxes, float[] scores, long[] labels, int m, int picture) {
    var found = new Found();
    var box = new float[4];
    for (int i = 0; i < m; i++) {
      int at = picture * m + i;
      if (!how.tells(scores[at]) || labels[at] < 0 || labels[at] >= classes) continue;
      System.arraycopy(boxes, 4 * at, box, 0, 4);
      found.add(box, scores[at], (int) labels[at], i, widthPx, heightPx);
    }
    return found.chosen(how);
  }
}
