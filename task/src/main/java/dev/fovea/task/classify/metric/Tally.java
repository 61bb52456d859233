package dev.fovea.task.classify.metric;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * For each class how often it was answered, how often it was true and how often both; precision,
 * recall and F1 follow. A division by zero is 0, as {@code zero_division=0} in scikit-learn.
 */
final class Tally {
  private static final int UNEVEN = 3;

  private final long[] answered;
  private final long[] supports;
  private final long[] hits;

  Tally(int classes) {
    answered = new long[classes];
    supports = new long[classes];
    hits = new long[classes];
  }

  /** Counts one example of one class, {@code weight} times. */
  void count(int truth, int answer, int weight) {
    supports[truth] += weight;
    answered[answer] += weight;
    if (truth == answer) hits[truth] += weight;
  }

  /** Counts one yes-or-no answer about one class, {@code weight} times. */
  void count(int label, boolean truth, boolean answer, int weight) {
    if (truth) supports[label] += weight;
    if (answer) answered[label] += weight;
    if (truth && answer) hits[label] += weight;
  }

  long support(int label) {
    return supports[label];
  }

  double precision(int label) {
    return ratio(hits[label], answered[label]);
  }

  double recall(int label) {
    return ratio(hits[label], supports[label]);
  }

  double f1(int label) {
    return ratio(2 * hits[label], answered[label] + supports[label]);
  }

  /** The share of examples whose one label was answered. */
  double accuracy() {
    return ratio(IntStream.range(0, hits.length).mapToLong(c -> hits[c]).sum(), total());
  }

  /** The rarest class of those that occur, where another is three times as frequent; else -1. */
  int rare(int classes) {
    int rarest = -1;
    long most = 0;
    for (int c = 0; c < classes; c++) {
      most = Math.max(most, supports[c]);
      if (supports[c] > 0 && (rarest < 0 || supports[c] < supports[rarest])) rarest = c;
    }
    return rarest >= 0 && most >= UNEVEN * supports[rarest] ? rarest : -1;
  }

  /** The mean recall of the classes that occur in the truth. */
  double balancedAccuracy() {
    return mean(this::recall, c -> supports[c] > 0);
  }

  /** The mean over classes that occur in truth or answers: scikit-learn's labels by default. */
  double meanOfSeen(IntToDoubleFunction measure) {
    return mean(measure, c -> supports[c] + answered[c] > 0);
  }

  double meanOfAll(IntToDoubleFunction measure) {
    return mean(measure, _ -> true);
  }

  /** The mean weighted by how often each class is true. */
  double weighted(IntToDoubleFunction measure) {
    double sum = 0;
    for (int c = 0; c < supports.length; c++) sum += supports[c] * measure.applyAsDouble(c);
    return total() == 0 ? 0 : sum / total();
  }

  private double mean(IntToDoubleFunction measure, IntPredicate counts) {
    return IntStream.range(0, hits.length).filter(counts).mapToDouble(measure).average().orElse(0);
  }

  private long total() {
    return IntStream.range(0, supports.length).mapToLong(c -> supports[c]).sum();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
