package dev.fovea.task.classify.metric;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The examples of one class, ordered by score once, so that ROC-AUC and average precision follow in
 * one pass for any weights of the examples. Equal scores form one group, as in scikit-learn.
 */
public final class Ranking {
  private static final int LAST_OF_GROUP = 1;
  private static final int POSITIVE = 2;
  private static final int SHIFT = 2;

  /** Ascending by score: {@code example << 2 | positive << 1 | last of its group}. */
  private final int[] codes;

  private Ranking(int[] codes) {
    this.codes = codes;
  }

  /**
   * Orders scores {@code [n]} (finite, any range); {@code positives} holds the examples of the
   * class.
   */
  public static Ranking of(float[] scores, BitSet positives) {
    int n = scores.length;
    if (n > Integer.MAX_VALUE >> SHIFT) {
      throw new IllegalArgumentException(
          "ranking: got " + n + " examples, expected at most " + (Integer.MAX_VALUE >> SHIFT));
    }
    var keys = new long[n];
    for (int i = 0; i < n; i++) keys[i] = (long) ordered(scores[i]) << 32 | i;
    Arrays.sort(keys);
    var codes = new int[n];
    for (int i = 0; i < n; i++) {
      int example = (int) keys[i];
      boolean last = i + 1 == n || keys[i] >> 32 != keys[i + 1] >> 32;
      codes[i] = example << SHIFT | (positives.get(example) ? POSITIVE : 0) | (last ? 1 : 0);
    }
    return new Ranking(codes);
  }

  /** An int that orders as the float does; +0 and -0 are equal. */
  private static int ordered(float score) {
    int bits = Float.floatToIntBits(score + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /**
   * The chance that a positive has a higher score than a negative, half for equal scores; NaN
   * without positives or without negatives. {@code weights[n]} counts how often an example is
   * there.
   */
  public double auroc(int[] weights) {
    long below = 0;
    long above = 0;
    long tiedPositives = 0;
    long tiedNegatives = 0;
    long twiceWon = 0;
    for (int code : codes) {
      int weight = weights[code >>> SHIFT];
      int mask = -((code & POSITIVE) >> 1);
      tiedPositives += weight & mask;
      tiedNegatives += weight & ~mask;
      if ((code & LAST_OF_GROUP) == 0) continue;
      twiceWon += tiedPositives * (2 * below + tiedNegatives);
      below += tiedNegatives;
      above += tiedPositives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }
    return below == 0 || above == 0 ? Double.NaN : twiceWon / 2.0 / below / above;
  }

  /**
   * The share of positives at or below the smallest score at which a share of the negatives is; NaN
   * without positives or without negatives. With 0.95 it is the FPR95 of a score that is larger for
   * what is not wanted. {@code weights[n]} counts how often an example is there.
   */
  public double passing(int[] weights, double share) {
    long negatives = 0;
    long positives = 0;
    for (int code : codes) {
      int weight = weights[code >>> SHIFT];
      if ((code & POSITIVE) == 0) negatives += weight;
      else positives += weight;
    }
    if (negatives == 0 || positives == 0) return Double.NaN;
    long within = 0;
    long passed = 0;
    for (int code : codes) {
      int weight = weights[code >>> SHIFT];
      if ((code & POSITIVE) == 0) within += weight;
      else passed += weight;
      if ((code & LAST_OF_GROUP) != 0 && within >= share * negatives) break;
    }
    return (double) passed / positives;
  }

  /**
   * Average precision: the precision at each threshold, weighted by the recall that it adds,
   * without interpolation; NaN without positives. {@code weights[n]} counts how often an example is
   * there.
   */
  public double averagePrecision(int[] weights) {
    long taken = 0;
    long hits = 0;
    long groupHits = 0;
    double sum = 0;
    for (int i = codes.length - 1; i >= 0; i--) {
      int weight = weights[codes[i] >>> SHIFT];
      taken += weight;
      if ((codes[i] & POSITIVE) != 0) groupHits += weight;
      if (i > 0 && (codes[i - 1] & LAST_OF_GROUP) == 0) continue;
      hits += groupHits;
      if (groupHits > 0) sum += groupHits * ((double) hits / taken);
      groupHits = 0;
    }
    return hits == 0 ? Double.NaN : sum / hits;
  }
}
