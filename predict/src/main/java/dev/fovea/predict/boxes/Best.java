package dev.fovea.predict.boxes;

import java.util.Arrays;

/** The highest of many scores, each with a place; of equal ones the first place. */
final class Best {
  private final int most;
  private final long[] keys;
  private int count;
  private long worst = Long.MAX_VALUE;

  Best(int most) {
    this.most = most;
    this.keys = new long[Math.multiplyExact(4, most)];
  }

  /**
   * @param score no NaN
   * @param place 0 or more
   */
  void add(float score, int place) {
    // Small keys are high scores, then early places.
    long key = ((long) ~rising(Float.floatToIntBits(score + 0f)) << 32) | place;
    if (key >= worst) return;
    if (count == keys.length) cut();
    if (key < worst) keys[count++] = key;
  }

  private void cut() {
    Arrays.sort(keys, 0, count);
    if (count <= most) return;
    count = most;
    worst = keys[most - 1];
  }

  /** Sorts them, and says how many there are. */
  int count() {
    cut();
    return count;
  }

  /** The score of rank {@code i}, after {@link #count}. */
  float score(int i) {
    return Float.intBitsToFloat(rising(~(int) (keys[i] >> 32)));
  }

  /** From the bits of a float to a number that rises with it, and back. */
  private static int rising(int bits) {
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The place of rank {@code i}, after {@link #count}. */
  int place(int i) {
    return (int) keys[i];
  }
}
