package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/**
 * Writes the stored samples of PNG rows into a picture: small depths widened, palettes and tRNS
 * expanded.
 */
final class PngPen {
  private final PngChunks chunks;
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] bytes;
  private final short[] shorts;
  private final int[] key;

  private PngPen(PngChunks chunks, Header header) {
    this.chunks = chunks;
    width = header.width();
    height = header.height();
    channels = header.channels();
    int size = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    bytes = header.bits() == 8 ? new byte[size] : null;
    shorts = header.bits() == 8 ? null : new short[size];
    key = key(chunks);
  }

  static PngPen of(PngChunks chunks, Header header) {
    return new PngPen(chunks, header);
  }

  /**
   * The samples that tRNS calls transparent; empty where alpha comes from elsewhere. They have 16
   * bits, of which as many count as a sample has.
   */
  private static int[] key(PngChunks chunks) {
    if (chunks.transparency().length == 0 || (chunks.colour() != 0 && chunks.colour() != 2)) {
      return new int[0];
    }
    var key = new int[chunks.samples()];
    int mask = (1 << chunks.depth()) - 1;
    for (int k = 0; k < key.length; k++) {
      int high = chunks.transparency()[2 * k] & 0xff;
      key[k] = (high << 8 | (chunks.transparency()[2 * k + 1] & 0xff)) & mask;
    }
    return key;
  }

  /** One stored row of {@code count} pixels, which lie {@code step} pixels apart from (x, y) on. */
  void row(byte[] row, int count, int x, int y, int step) {
    int at = (y * width + x) * channels;
    if (chunks.depth() == 8 && step == 1 && chunks.colour() != 3 && key.length == 0) {
      System.arraycopy(row, 0, bytes, at, count * channels);
      return;
    }
    int samples = chunks.samples();
    for (int i = 0; i < count; i++, at += step * channels) {
      if (chunks.colour() == 3) {
        entry(sample(row, i), at);
        continue;
      }
      boolean hidden = key.length > 0;
      for (int k = 0; k < samples; k++) {
        int value = sample(row, i * samples + k);
        hidden = hidden && value == key[k];
        put(at + k, widen(value));
      }
      if (key.length > 0) {
        put(at + samples, hidden ? 0 : shorts == null ? 255 : 65535);
      }
    }
  }

  private int sample(byte[] row, int i) {
    int depth = chunks.depth();
    if (depth == 8) {
      return row[i] & 0xff;
    } else if (depth == 16) {
      return (row[2 * i] & 0xff) << 8 | (row[2 * i + 1] & 0xff);
    }
    int bit = i * depth;
    return (row[bit >> 3] & 0xff) >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
  }

  private int widen(int value) {
    int depth = chunks.depth();
    return depth < 8 ? value * 255 / ((1 << depth) - 1) : value;
  }

  /** An entry of the palette; one that is not there is black. */
  private void entry(int index, int at) {
    byte[] palette = chunks.palette();
    for (int k = 0; k < 3; k++) {
      bytes[at + k] = 3 * index < palette.length ? palette[3 * index + k] : 0;
    }
    if (channels == 4) {
      bytes[at + 3] = index < chunks.transparency().length ? chunks.transparency()[index] : -1;
    }
  }

  private void put(int at, int value) {
    if (shorts == null) {
      bytes[at] = (byte) value;
    } else {
      shorts[at] = (short) value;
    }
  }

  Image image() {
    return shorts == null
        ? Image.of8(width, height, channels, bytes)
        : Image.of16(width, height, channels, shorts);
  }
}
