package dev.fovea.task.detect.metric;

import dev.fovea.predict.boxes.Iou;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which class was taken for which: row the truth, column the answer, the last of both for the
 * background. Whatever its class, an answer goes with the truth that it overlaps most: pairs are
 * made by falling overlap, of equal ones those of one class first, then the surer answer's. A truth
 * left over was taken for background, an answer left over made something of it, unless it lies as
 * far within a crowd of its class.
 *
 * <p>So a truth that was found counts on the diagonal only if no answer of another class covers it
 * better. Not for several threads at once.
 */
public final class BoxConfusion {
  /** A truth and an answer that overlap. */
  private record Pair(int truth, int answer, double overlap, boolean same, double score)
      implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      if (overlap != other.overlap) return Double.compare(other.overlap, overlap);
      return same != other.same
          ? Boolean.compare(other.same, same)
          : Double.compare(other.score, score);
    }
  }

  private final int classes;
  private final double confidence;
  private final double overlap;
  private final long[][] counts;

  /**
   * Of answers that are sure enough.
   *
   * @param classes labels go from 0 to below it
   * @param confidence answers of a lower score are left out
   * @param overlap least intersection over union of a pair, above 0 and at most 1
   */
  public BoxConfusion(int classes, double confidence, double overlap) {
    if (classes < 1) {
      throw new IllegalArgumentException("confusion: expects 1 class or more, got " + classes);
    }
    if (!(overlap > 0 && overlap <= 1)) {
      throw new IllegalArgumentException(
          "confusion: expects an overlap above 0 and at most 1, got " + overlap);
    }
    this.classes = classes;
    this.confidence = confidence;
    this.overlap = overlap;
    counts = new long[classes + 1][classes + 1];
  }

  /** Counts a picture. */
  public void add(Picture picture) {
    picture.check(classes);
    var answerOf = new int[picture.truths()];
    Arrays.fill(answerOf, -1);
    var used = new boolean[picture.answers()];
    for (Pair pair : pairs(picture)) {
      if (answerOf[pair.truth] >= 0 || used[pair.answer]) continue;
      answerOf[pair.truth] = pair.answer;
      used[pair.answer] = true;
    }
    for (int k = 0; k < answerOf.length; k++) {
      if (picture.crowd(k)) continue;
      int answered = answerOf[k] < 0 ? classes : picture.answerLabel(answerOf[k]);
      counts[picture.truthLabel(k)][answered]++;
    }
    for (int i = 0; i < used.length; i++) {
      if (used[i] || picture.score(i) < confidence || inCrowd(picture, i)) continue;
      counts[classes][picture.answerLabel(i)]++;
    }
  }

  /** Classes without the background. */
  public int classes() {
    return classes;
  }

  /** A copy {@code [classes + 1][classes + 1]}: row the truth, column the answer. */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  private List<Pair> pairs(Picture picture) {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < picture.answers(); i++) {
      if (picture.score(i) < confidence) continue;
      double area = Iou.area(picture.answerBoxes(), i);
      for (int k = 0; k < picture.truths(); k++) {
        double shared = Iou.intersection(picture.truthBoxes(), k, picture.answerBoxes(), i);
        if (picture.crowd(k) || !(shared > 0)) continue;
        double covered = shared / (area + Iou.area(picture.truthBoxes(), k) - shared);
        if (covered < overlap) continue;
        boolean same = picture.truthLabel(k) == picture.answerLabel(i);
        pairs.add(new Pair(k, i, covered, same, picture.score(i)));
      }
    }
    Collections.sort(pairs);
    return pairs;
  }

  private boolean inCrowd(Picture picture, int answer) {
    double area = Iou.area(picture.answerBoxes(), answer);
    for (int k = 0; k < picture.truths(); k++) {
      if (!picture.crowd(k) || picture.truthLabel(k) != picture.answerLabel(answer)) continue;
      double shared = Iou.intersection(picture.truthBoxes(), k, picture.answerBoxes(), answer);
      if (shared > 0 && shared >= overlap * area) return true;
    }
    return false;
  }
}
