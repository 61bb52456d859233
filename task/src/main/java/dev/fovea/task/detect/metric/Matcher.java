package dev.fovea.task.detect.metric;

import dev.fovea.predict.boxes.Iou;

/**
 * Decides which answer meets which truth of its class in one picture, as COCO does: the surest
 * answer first takes the free truth that it overlaps most, of equal ones the later; one that has to
 * be found goes before one that is passed over (a crowd, or not of the area in question). A crowd
 * is never used up, and the overlap with it is the share of the answer that lies within.
 */
final class Matcher {
  private final Picture picture;
  private final Matches matches;
  private final int[] start;
  private final int[] byLabel;
  private final long[] taken;
  private final int[] near;
  private final double[] overlaps;

  private Matcher(Picture picture, int classes) {
    this.picture = picture;
    int truths = picture.truths();
    matches = new Matches(truths, picture.answers());
    start = new int[classes + 1];
    byLabel = new int[truths];
    taken = new long[truths];
    near = new int[truths];
    overlaps = new double[truths];
    sortTruths(classes);
  }

  /** What met what; labels are below {@code classes}, else they are refused. */
  static Matches of(Picture picture, int classes) {
    picture.check(classes);
    var matcher = new Matcher(picture, classes);
    var seen = new int[classes];
    for (int i : picture.bySureness()) {
      int rank = seen[picture.answerLabel(i)]++;
      if (rank < Coco.MOST) matcher.match(i, rank);
    }
    return matcher.matches;
  }

  private void sortTruths(int classes) {
    for (int k = 0; k < byLabel.length; k++) {
      matches.truthLabels[k] = picture.truthLabel(k);
      start[picture.truthLabel(k) + 1]++;
      for (int a = 0; a < Coco.AREAS && !picture.crowd(k); a++) {
        if (Coco.within(a, picture.truthArea(k))) matches.truthAreas[k] |= (byte) (1 << a);
      }
    }
    for (int c = 0; c < classes; c++) start[c + 1] += start[c];
    int[] next = start.clone();
    for (int k = 0; k < byLabel.length; k++) byLabel[next[picture.truthLabel(k)]++] = k;
  }

  private void match(int answer, int rank) {
    double area = Iou.area(picture.answerBoxes(), answer);
    int count = findNear(answer, area);
    long met = 0;
    long passed = 0;
    for (int a = 0; a < Coco.AREAS; a++) {
      boolean outside = !Coco.within(a, area);
      for (int t = 0; t < Coco.OVERLAPS && count > 0; t++) {
        int truth = best(count, a, t);
        if (truth < 0) continue;
        long bit = Coco.bit(a, t);
        taken[truth] |= bit;
        met |= bit;
        if (!counts(truth, a)) passed |= bit;
      }
      if (outside) passed |= Coco.bits(a) & ~met;
    }
    matches.add(picture.answerLabel(answer), rank, picture.score(answer), met, passed);
  }

  /** The truths of the answer's class that overlap it at all as much as COCO asks. */
  private int findNear(int answer, double area) {
    int label = picture.answerLabel(answer);
    int count = 0;
    for (int at = start[label]; at < start[label + 1]; at++) {
      int k = byLabel[at];
      double shared = Iou.intersection(picture.answerBoxes(), answer, picture.truthBoxes(), k);
      if (!(shared > 0)) continue;
      double all = picture.crowd(k) ? area : area + Iou.area(picture.truthBoxes(), k) - shared;
      if (shared / all < Coco.overlap(0)) continue;
      near[count] = k;
      overlaps[count++] = shared / all;
    }
    return count;
  }

  private int best(int count, int area, int overlap) {
    int found = best(count, area, overlap, true);
    return found >= 0 ? found : best(count, area, overlap, false);
  }

  private int best(int count, int area, int overlap, boolean counted) {
    int found = -1;
    double least = Coco.overlap(overlap);
    for (int i = 0; i < count; i++) {
      int k = near[i];
      if (overlaps[i] < least || counts(k, area) != counted) continue;
      if ((taken[k] & Coco.bit(area, overlap)) != 0 && !picture.crowd(k)) continue;
      least = overlaps[i];
      found = k;
    }
    return found;
  }

  private boolean counts(int truth, int area) {
    return (matches.truthAreas[truth] >> area & 1) != 0;
  }
}
