package dev.fovea.image;

import java.util.Arrays;

/**
 * The weights of one axis: target i is the sum over k of {@code weights[i * most + k] *
 * source[first[i] + k]}, for k below {@code count[i]}. {@code copy} says that source and target are
 * the same pixels, so the pass is left out.
 */
@SuppressWarnings("ArrayRecordComponent") // made for one resize, never compared
record Taps(int outSize, int most, int[] first, int[] count, double[] weights, boolean copy) {
  static final int PRECISION = 22;

  /** Pillow's weights, its single-precision box included. */
  static Taps of(
      int inSize, double from, double to, int outSize, Kernel kernel, boolean antialias) {
    float in0 = (float) from;
    float in1 = (float) to;
    double scale = (double) (in1 - in0) / outSize;
    double widen = antialias ? Math.max(scale, 1) : 1;
    double support = kernel.support() * widen;
    int most = (int) Math.ceil(support) * 2 + 1;
    var first = new int[outSize];
    var count = new int[outSize];
    var weights = new double[Math.multiplyExact(outSize, most)];
    for (int i = 0; i < outSize; i++) {
      double centre = in0 + (i + 0.5) * scale;
      first[i] = Math.max(0, (int) (centre - support + 0.5));
      count[i] = Math.min(inSize, (int) (centre + support + 0.5)) - first[i];
      double sum = 0;
      for (int k = 0; k < count[i]; k++) {
        double weight = kernel.weight((k + first[i] - centre + 0.5) / widen);
        weights[i * most + k] = weight;
        sum += weight;
      }
      for (int k = 0; k < count[i] && sum != 0; k++) {
        weights[i * most + k] /= sum;
      }
    }
    return new Taps(
        outSize, most, first, count, weights, in0 == 0 && in1 == inSize && inSize == outSize);
  }

  /** Of the targets from one on to before another: they read the same source pixels as ever. */
  Taps part(int from, int end) {
    if (from == 0 && end == outSize) return this;
    return new Taps(
        end - from,
        most,
        Arrays.copyOfRange(first, from, end),
        Arrays.copyOfRange(count, from, end),
        Arrays.copyOfRange(weights, from * most, end * most),
        false);
  }

  /** The weights times 2^22, rounded away from zero at the half. */
  int[] fixed() {
    var fixed = new int[weights.length];
    for (int i = 0; i < fixed.length; i++) {
      double w = weights[i] * (1 << PRECISION);
      fixed[i] = (int) (w < 0 ? w - 0.5 : w + 0.5);
    }
    return fixed;
  }

  /** The first source pixel that any target needs. */
  int lowest() {
    return first[0];
  }

  /** One past the last source pixel that any target needs. */
  int highest() {
    return first[outSize - 1] + count[outSize - 1];
  }
}
