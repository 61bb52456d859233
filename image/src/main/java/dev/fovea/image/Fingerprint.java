package dev.fovea.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * A perceptual hash of 256 bits: pictures that look the same differ in few of them, others in about
 * half. It survives other files of the same picture: compressed anew, resized, brighter, darker,
 * more contrast, noise, often a rim of one pixel in a hundred cut away.
 *
 * <p>The picture is shrunk to 64 x 64 grey pixels, whatever its shape, by a filter that overlaps:
 * with Kernel.BOX a copy of another size would differ in twice as many bits. Of their cosine
 * transform the 16 x 16 lowest frequencies are kept, and each bit says whether one of them lies
 * above their median (the mean grey is left out). This is pHash (Zauner, "Implementation and
 * benchmarking of perceptual image hash functions", 2010) with four times its bits: its 64 bits
 * call portraits of different people the same, these do not.
 *
 * @param a the lowest four rows of frequencies, the first bit lowest
 * @param b the next four
 * @param c the next four
 * @param d the highest four
 */
public record Fingerprint(long a, long b, long c, long d) {
  private static final int SIDE = 64;
  private static final int KEPT = 16;
  private static final double[] COSINES = cosines();

  /** Of a grey as even as this there is nothing to compare but noise; in levels of 255. */
  private static final double FLAT = 2;

  /** Of a picture; nothing where it is flat, so that its frequencies are noise. */
  public static Optional<Fingerprint> of(Image image) {
    var white = new AlphaRule.Over(255, 255, 255);
    Image grey = Convert.of(image.to8(), Colours.GREY, white);
    byte[] pixels = Resample.of(grey, SIDE, SIDE, Kernel.BILINEAR).bytes();
    return deviation(pixels) < FLAT ? Optional.empty() : Optional.of(bits(transform(pixels)));
  }

  /** In how many bits two differ: 0 to 256. */
  public int distance(Fingerprint other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  private static double deviation(byte[] pixels) {
    double sum = 0;
    double squares = 0;
    for (byte pixel : pixels) {
      int level = pixel & 0xff;
      sum += level;
      squares += level * level;
    }
    double mean = sum / pixels.length;
    return Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
  }

  /** The lowest frequencies [down, across], up to one factor for all. */
  private static double[] transform(byte[] pixels) {
    var rows = new double[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < KEPT; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += (pixels[y * SIDE + x] & 0xff) * COSINES[u * SIDE + x];
        }
        rows[y * KEPT + u] = sum;
      }
    }
    var out = new double[KEPT * KEPT];
    for (int v = 0; v < KEPT; v++) {
      for (int u = 0; u < KEPT; u++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += rows[y * KEPT + u] * COSINES[v * SIDE + y];
        }
        out[v * KEPT + u] = sum;
      }
    }
    return out;
  }

  private static Fingerprint bits(double[] frequencies) {
    double[] sorted = Arrays.copyOfRange(frequencies, 1, frequencies.length);
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    var words = new long[4];
    for (int i = 1; i < frequencies.length; i++) {
      if (frequencies[i] > median) {
        words[i >> 6] |= 1L << (i & 63);
      }
    }
    return new Fingerprint(words[0], words[1], words[2], words[3]);
  }

  /** cos(pi (2 x + 1) u / 128), the first row smaller as the orthonormal transform has it. */
  private static double[] cosines() {
    var table = new double[KEPT * SIDE];
    for (int u = 0; u < KEPT; u++) {
      for (int x = 0; x < SIDE; x++) {
        double wave = StrictMath.cos(StrictMath.PI * (2 * x + 1) * u / (2 * SIDE));
        table[u * SIDE + x] = u == 0 ? wave * StrictMath.sqrt(0.5) : wave;
      }
    }
    return table;
  }
}
