package dev.fovea.image;

import static dev.fovea.image.Taps.PRECISION;

import java.util.Arrays;

/**
 * The two passes over 8-bit samples. This is the hot path of training from JPEG. Between them the
 * samples are ints: of sums over rows of ints the JIT makes vector instructions, of bytes it does
 * not.
 */
final class Resample8 {
  private static final int HALF = 1 << (PRECISION - 1);
  private static final int MOST_OF_FOUR = 5; // Taps.most() of a filter that reaches two pixels far

  private Resample8() {}

  static Image of(Image image, Taps across, Taps down, boolean downFirst) {
    int c = image.channels();
    byte[] in = image.bytes();
    int width = image.width();
    if (downFirst && !down.copy()) {
      in = down(rows(in, width * c), width * c, down);
      return across.copy()
          ? Image.of8(width, down.outSize(), c, in)
          : Image.of8(
              across.outSize(),
              down.outSize(),
              c,
              bytes(across(in, width, c, 0, down.outSize(), across)));
    }
    if (across.copy()) {
      return Image.of8(width, down.outSize(), c, down(rows(in, width * c), width * c, down));
    }
    int first = down.lowest();
    int[] made = across(in, width, c, first, down.highest(), across);
    int stride = across.outSize() * c;
    Rows rows = (y, into) -> System.arraycopy(made, (y - first) * stride, into, 0, stride);
    byte[] out = down.copy() ? bytes(made) : down(rows, stride, down);
    return Image.of8(across.outSize(), down.outSize(), c, out);
  }

  /** Reads a row of samples. */
  private interface Rows {
    void read(int y, int[] into);
  }

  private static Rows rows(byte[] in, int stride) {
    return (y, into) -> {
      for (int i = 0, at = y * stride; i < stride; i++, at++) {
        into[i] = in[at] & 0xff;
      }
    };
  }

  private static byte[] bytes(int[] samples) {
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return bytes;
  }

  private static int[] across(byte[] in, int width, int c, int firstRow, int endRow, Taps taps) {
    int[] weights = taps.fixed();
    var out = new int[Math.multiplyExact(Math.multiplyExact(endRow - firstRow, taps.outSize()), c)];
    if (c == 3 && taps.most() <= MOST_OF_FOUR) {
      columns(in, width * c, firstRow, out, taps, weights);
      return out;
    }
    for (int y = firstRow, at = 0; y < endRow; y++, at += taps.outSize() * c) {
      int row = y * width * c;
      if (c == 3) {
        row3(in, row, out, at, taps, weights);
        continue;
      }
      for (int k = 0; k < c; k++) {
        rowAny(in, row + k, out, at + k, c, taps, weights);
      }
    }
    return out;
  }

  /**
   * A column of the target after the other, where no more than four pixels make one: what a column
   * needs is looked up once for all its rows. Missing pixels have the weight 0.
   */
  private static void columns(
      byte[] in, int stride, int firstRow, int[] out, Taps taps, int[] weights) {
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

  private static void row3(byte[] in, int row, int[] out, int at, Taps taps, int[] weights) {
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
      byte[] in, int row, int[] out, int at, int c, Taps taps, int[] weights) {
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

  private static byte[] down(Rows rows, int stride, Taps taps) {
    int[] weights = taps.fixed();
    var out = new byte[Math.multiplyExact(stride, taps.outSize())];
    var row = new int[stride];
    var sums = new int[stride];
    for (int y = 0; y < taps.outSize(); y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < taps.count()[y]; k++) {
        rows.read(taps.first()[y] + k, row);
        addRow(row, weights[y * taps.most() + k], sums);
      }
      clip(sums, out, y * stride);
    }
    return out;
  }

  private static void addRow(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * weight;
    }
  }

  private static void clip(int[] sums, byte[] out, int at) {
    for (int i = 0; i < sums.length; i++) {
      out[at + i] = (byte) clip(sums[i]);
    }
  }

  private static int clip(int sum) {
    return Math.max(0, Math.min(255, sum >> PRECISION));
  }
}
