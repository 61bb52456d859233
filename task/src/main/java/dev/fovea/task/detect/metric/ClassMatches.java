package dev.fovea.task.detect.metric;

import java.util.Arrays;

/**
 * The matches of one class over all pictures, 29 bytes an answer and 8 a picture that has the
 * class.
 */
final class ClassMatches {
  private final long[] truths = new long[Coco.AREAS];
  private int[] truthPictures = new int[4];
  private int[] truthCounts = new int[4];
  private int held;
  private int answers;
  private int[] pictures = new int[16];
  private byte[] ranks = new byte[16];
  private double[] scores = new double[16];
  private long[] met = new long[16];
  private long[] passed = new long[16];

  /** Adds a truth of a picture; pictures come in order. */
  void truth(int picture, byte areas) {
    for (int a = 0; a < Coco.AREAS; a++) truths[a] += areas >> a & 1;
    if ((areas & 1) == 0) return;
    if (held == 0 || truthPictures[held - 1] != picture) {
      if (held == truthPictures.length) {
        truthPictures = Arrays.copyOf(truthPictures, 2 * held);
        truthCounts = Arrays.copyOf(truthCounts, 2 * held);
      }
      truthPictures[held++] = picture;
    }
    truthCounts[held - 1]++;
  }

  /** Adds answer {@code i} of a picture's matches. */
  void answer(int picture, Matches from, int i) {
    if (answers == pictures.length) {
      pictures = Arrays.copyOf(pictures, 2 * answers);
      ranks = Arrays.copyOf(ranks, 2 * answers);
      scores = Arrays.copyOf(scores, 2 * answers);
      met = Arrays.copyOf(met, 2 * answers);
      passed = Arrays.copyOf(passed, 2 * answers);
    }
    pictures[answers] = picture;
    ranks[answers] = from.ranks[i];
    scores[answers] = from.scores[i];
    met[answers] = from.met[i];
    passed[answers++] = from.passed[i];
  }

  /** A copy with the answers by falling score, equal ones as they were added. */
  ClassMatches sorted() {
    var sorted = new ClassMatches();
    System.arraycopy(truths, 0, sorted.truths, 0, Coco.AREAS);
    sorted.truthPictures = truthPictures.clone();
    sorted.truthCounts = truthCounts.clone();
    sorted.held = held;
    int[] order = Order.falling(scores, answers);
    sorted.answers = answers;
    sorted.pictures = new int[answers];
    sorted.ranks = new byte[answers];
    sorted.scores = new double[answers];
    sorted.met = new long[answers];
    sorted.passed = new long[answers];
    for (int i = 0; i < answers; i++) {
      sorted.pictures[i] = pictures[order[i]];
      sorted.ranks[i] = ranks[order[i]];
      sorted.scores[i] = scores[order[i]];
      sorted.met[i] = met[order[i]];
      sorted.passed[i] = passed[order[i]];
    }
    return sorted;
  }

  /** How many truths of that area have to be found. */
  long truths(int area) {
    return truths[area];
  }

  /** How many truths have to be found where picture {@code p} counts {@code weights[p]} times. */
  long truths(int[] weights) {
    long sum = 0;
    for (int i = 0; i < held; i++) sum += (long) weights[truthPictures[i]] * truthCounts[i];
    return sum;
  }

  /** Adds the truths that have to be found to {@code counts[pictures]}. */
  void countTruths(int[] counts) {
    for (int i = 0; i < held; i++) counts[truthPictures[i]] += truthCounts[i];
  }

  int answers() {
    return answers;
  }

  int picture(int i) {
    return pictures[i];
  }

  int rank(int i) {
    return ranks[i];
  }

  double score(int i) {
    return scores[i];
  }

  /** Whether answer {@code i} found a truth that has to be found. */
  boolean right(int i, long bit) {
    return (met[i] & ~passed[i] & bit) != 0;
  }

  /** Whether answer {@code i} is a false alarm. */
  boolean wrong(int i, long bit) {
    return ((met[i] | passed[i]) & bit) == 0;
  }
}
