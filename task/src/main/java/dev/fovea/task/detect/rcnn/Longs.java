package dev.fovea.task.detect.rcnn;

import java.util.Arrays;

/** Whole numbers, one after another. */
final class Longs {
  private long[] all = new long[256];
  private int count;

  void add(long one) {
    if (count == all.length) all = Arrays.copyOf(all, 2 * count);
    all[count++] = one;
  }

  int count() {
    return count;
  }

  long[] all() {
    return Arrays.copyOf(all, count);
  }

  /** These, then those. */
  long[] and(Longs others) {
    long[] both = Arrays.copyOf(all, count + others.count);
    System.arraycopy(others.all, 0, both, count, others.count);
    return both;
  }

  int[] ints() {
    return Arrays.stream(all()).mapToInt(Math::toIntExact).toArray();
  }
}
