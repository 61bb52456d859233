package dev.fovea.data.alike;

import dev.fovea.image.Fingerprint;
import java.util.List;

/**
 * The pairs of fingerprints that differ in few bits, without comparing each with each: the 256 bits
 * are cut into 16 bands, and of two fingerprints that differ in at most {@value #MOST_BITS} bits
 * one band at least differs in one bit or none (Norouzi, Punjani, Fleet, "Fast search in Hamming
 * space with multi-index hashing", CVPR 2012). So each looks in 17 buckets a band.
 *
 * <p>A crowded bucket is searched for the {@value #CROWD} before a fingerprint only: where
 * thousands are alike, not every pair is told, though neighbours join them to one group.
 */
final class NearPairs {
  /** What is found for certain, where no bucket is crowded. */
  static final int MOST_BITS = 31;

  static final int CROWD = 1000;

  private static final int BANDS = 16;
  private static final int VALUES = 1 << 16;

  private final List<Fingerprint> prints;
  private final int bits;
  private final Pair pair;

  private NearPairs(List<Fingerprint> prints, int bits, Pair pair) {
    this.prints = prints;
    this.bits = bits;
    this.pair = pair;
  }

  /** Told of two positions, the first smaller, and of the bits that differ. */
  interface Pair {
    void near(int i, int j, int bits);
  }

  /**
   * Tells every pair that differs in at most {@code bits}, of which there are {@value #MOST_BITS}
   * at most; a pair may be told several times.
   */
  static void each(List<Fingerprint> prints, int bits, Pair pair) {
    if (bits > MOST_BITS)
      throw new IllegalArgumentException("at most " + MOST_BITS + " bits, got " + bits);
    var search = new NearPairs(prints, bits, pair);
    for (int band = 0; band < BANDS; band++) search.band(band);
  }

  private void band(int band) {
    int n = prints.size();
    var start = new int[VALUES + 1];
    for (Fingerprint print : prints) start[value(print, band) + 1]++;
    for (int v = 0; v < VALUES; v++) start[v + 1] += start[v];
    var bucket = new int[n];
    var end = start.clone();
    for (int j = 0; j < n; j++) { // what is in the buckets so far lies before j
      Fingerprint print = prints.get(j);
      int value = value(print, band);
      search(j, bucket, start[value], end[value]);
      for (int bit = 0; bit < 16; bit++) {
        int other = value ^ (1 << bit);
        search(j, bucket, start[other], end[other]);
      }
      bucket[end[value]++] = j;
    }
  }

  private void search(int j, int[] bucket, int from, int to) {
    Fingerprint print = prints.get(j);
    for (int k = Math.max(from, to - CROWD); k < to; k++) {
      Fingerprint other = prints.get(bucket[k]);
      int distance = print.distance(other);
      if (distance <= bits) pair.near(bucket[k], j, distance);
    }
  }

  private static int value(Fingerprint print, int band) {
    long word =
        switch (band >> 2) {
          case 0 -> print.a();
          case 1 -> print.b();
          case 2 -> print.c();
          default -> print.d();
        };
    return (int) (word >>> (16 * (band & 3))) & 0xffff;
  }
}
