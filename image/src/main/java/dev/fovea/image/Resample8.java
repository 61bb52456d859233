package dev.fovea.image;

import static dev.fovea.image.Taps.PRECISION;

/** The two passes over 8-bit samples. This is the hot path of training from JPEG. */
final class Resample8 {
  private static final int HALF = 1 << (PRECISION - 1);
  private static final int MOST_OF_FOUR = 5; // Taps.most() of a filter that reaches two pixels far

  private Resample8() {}

  static Image of(Image image, Taps across, Taps down, boolean downFirst) {
    int c = image.channels();
    byte[] rows = image.bytes();
    int width = image.width();
    int offset = 0;
    if (downFirst && !down.copy()) {
      rows = down(rows, width * c, 0, down);
      if (!across.copy()) {
        rows = across(rows, width, c, 0, down.outSize(), across);
      }
      return Image.of8(across.outSize(), down.outSize(), c, rows);
    }
    if (!across.copy()) {
      offset = down.lowest();
      rows = across(rows, width, c, offset, down.highest(), across);
      width = across.outSize();
    }
    if (!down.copy()) {
      rows = down(rows, width * c, offset, down);
    }
    return Image.of8(width, down.outSize(), c, rows);
  }

  private static byte[] across(byte[] in, int width, int c, int firstRow, int endRow, Taps taps) {
    int[] weights = taps.fixed();
    var out =
        new byte[Math.multiplyExact(Math.multiplyExact(endRow - firstRow, taps.outSize()), c)];
    if (c == 3 && taps.most() <= MOST_OF_FOUR) {
      columns(in, width * c, firstRow, out, taps, weights);
      return out;
    }
    for (int y = firstRow, at = 0; y < endRow; y++, at += taps.outSize() * c) {
      int row = y * width * c;
      switch (c) {
        case 1 -> row1(in, row, out, at, taps, weights);
        case 3 -> row3(in, row, out, at, taps, weights);
        default -> {
          for (int k = 0; k < c; k++) {
            rowAny(in, row + k, out, at + k, c, taps, weights);
          }
        }
      }
    }
    return out;
  }

  /**
   * A column of the target after the other, where no more than four pixels make one: what a column
   * needs is looked up once for all its rows. Missing pixels have the weight 0.
   */
  private static void columns(
      byte[] in, int stride, int firstRow, byte[] out, Taps taps, int[] weights) {
    int outStride = taps.outSize() * 3;
    for (int x = 0; x < taps.outSize(); x++) {
      int n = taps.count()[x];
      int w = x * taps.most();
      int a = weights[w];
      int b = n > 1 ? weights[w + 1] : 0;
      int c = n > 2 ? weights[w + 2] : 0;
      int d = n > 3 ? weights[w + 3] : 0;
      int second = n > 1 ? 3 : 0;
      int third = n > 2 ? 6 : 0;
      int fourth = n > 3 ? 9 : 0;
      int i = firstRow * stride + taps.first()[x] * 3;
      for (int at = x * 3; at < out.length; at += outStride, i += stride) {
        for (int k = 0; k < 3; k++) {
          int sum = HALF + (in[i + k] & 0xff) * a + (in[i + k + second] & 0xff) * b;
          sum += (in[i + k + third] & 0xff) * c + (in[i + k + fourth] & 0xff) * d;
          out[at + k] = clip(sum);
        }
      }
    }
  }

  private static void row1(byte[] in, int row, byte[] out, int at, Taps taps, int[] weights) {
    rowAny(in, row, out, at, 1, taps, weights);
  }

  private static void row3(byte[] in, int row, byte[] out, int at, Taps taps, int[] weights) {
    for (int x = 0; x < taps.outSize(); x++) {
      int w = x * taps.most();
      int n = taps.count()[x];
      int i = row + taps.first()[x] * 3;
      int r = HALF;
      int g = HALF;
      int b = HALF;
      for (int k = 0; k < n; k++) {
        int weight = weights[w + k];
        r += (in[i + 3 * k] & 0xff) * weight;
        g += (in[i + 3 * k + 1] & 0xff) * weight;
        b += (in[i + 3 * k + 2] & 0xff) * weight;
      }
      out[at++] = clip(r);
      out[at++] = clip(g);
      out[at++] = clip(b);
    }
  }

  private static void rowAny(
      byte[] in, int row, byte[] out, int at, int c, Taps taps, int[] weights) {
    for (int x = 0; x < taps.outSize(); x++, at += c) {
      int w = x * taps.most();
      int end = w + taps.count()[x];
      int i = row + taps.first()[x] * c;
      int sum = HALF;
      for (; w < end; w++, i += c) {
        sum += (in[i] & 0xff) * weights[w];
      }
      out[at] = clip(sum);
    }
  }

  /**
   * Whole rows are added up at once, two or three in one go: plain loops over arrays, which the JIT
   * turns into vector instructions.
   */
  private static byte[] down(byte[] in, int stride, int offset, Taps taps) {
    int[] weights = taps.fixed();
    var out = new byte[Math.multiplyExact(stride, taps.outSize())];
    var sums = new int[stride];
    for (int y = 0; y < taps.outSize(); y++) {
      int n = taps.count()[y];
      int row = (taps.first()[y] - offset) * stride;
      int w = y * taps.most();
      if (n <= 2) {
        two(in, row, n == 1 ? 0 : stride, weights, w, out, y * stride, stride);
      } else if (n == 3) {
        three(in, row, weights, w, out, y * stride, stride);
      } else {
        java.util.Arrays.fill(sums, HALF);
        for (int k = 0; k < n; k++) {
          addRow(in, row + k * stride, weights[w + k], sums);
        }
        for (int i = 0; i < stride; i++) {
          out[y * stride + i] = clip(sums[i]);
        }
      }
    }
    return out;
  }

  /**
   * The sum of a row and of the one {@code next} further on; its weight is 0 where there is none.
   */
  private static void two(
      byte[] in, int row, int next, int[] weights, int w, byte[] out, int at, int stride) {
    int a = weights[w];
    int b = weights[w + 1];
    for (int i = 0; i < stride; i++) {
      out[at + i] = clip(HALF + (in[row + i] & 0xff) * a + (in[row + next + i] & 0xff) * b);
    }
  }

  private static void three(
      byte[] in, int row, int[] weights, int w, byte[] out, int at, int stride) {
    int a = weights[w];
    int b = weights[w + 1];
    int c = weights[w + 2];
    for (int i = 0; i < stride; i++) {
      int sum = HALF + (in[row + i] & 0xff) * a + (in[row + stride + i] & 0xff) * b;
      out[at + i] = clip(sum + (in[row + 2 * stride + i] & 0xff) * c);
    }
  }

  private static void addRow(byte[] in, int row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (in[row + i] & 0xff) * weight;
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
  }
}
