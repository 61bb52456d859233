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
   * @param score 0 to 1
   * @param place 0 or more
   */
  void add(float score, int place) {
    // Bits of positive floats rise with them: small keys are high scores, then early places.
    long key = ((long) (Integer.MAX_VALUE - Float.floatToIntBits(score)) << 32) | place;
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
    return Float.intBitsToFloat(Integer.MAX_VALUE - (int) (keys[i] >>> 32));
  }

  /** The place of rank {@code i}, after {@link #count}. */
  int place(int i) {
    return (int) keys[i];
  }
}
