package dev.fovea.image;

import java.util.Arrays;

/**
 * Samples of 8 or 16 bit behind one pair of accessors, for code whose time does not matter; hot
 * loops have two forms.
 */
final class Samples {
  private final byte[] bytes;
  private final short[] shorts;

  private Samples(byte[] bytes, short[] shorts) {
    this.bytes = bytes;
    this.shorts = shorts;
  }

  /** The samples of a picture, to be read. */
  static Samples of(Image image) {
    return image.bits() == 8 ? new Samples(image.bytes(), null) : new Samples(null, image.shorts());
  }

  /** Room for a new picture with the bits of another. */
  static Samples room(Image like, int width, int height, int channels) {
    int size = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    return like.bits() == 8
        ? new Samples(new byte[size], null)
        : new Samples(null, new short[size]);
  }

  int size() {
    return bytes != null ? bytes.length : shorts.length;
  }

  /** The sample that means white. */
  int full() {
    return bytes != null ? 255 : 65535;
  }

  int get(int i) {
    return bytes != null ? bytes[i] & 0xff : shorts[i] & 0xffff;
  }

  void set(int i, int value) {
    if (bytes != null) {
      bytes[i] = (byte) value;
    } else {
      shorts[i] = (short) value;
    }
  }

  /** Sets every sample. */
  void fill(int value) {
    if (bytes != null) {
      Arrays.fill(bytes, (byte) value);
    } else {
      Arrays.fill(shorts, (short) value);
    }
  }

  /** Copies a pixel of {@code c} samples. */
  void copy(int to, Samples from, int at, int c) {
    for (int k = 0; k < c; k++) {
      if (bytes != null) {
        bytes[to + k] = from.bytes[at + k];
      } else {
        shorts[to + k] = from.shorts[at + k];
      }
    }
  }

  /** Copies many samples that lie side by side. */
  void copyRow(int to, Samples from, int at, int n) {
    if (bytes != null) {
      System.arraycopy(from.bytes, at, bytes, to, n);
    } else {
      System.arraycopy(from.shorts, at, shorts, to, n);
    }
  }

  Image image(int width, int height, int channels) {
    return bytes != null
        ? Image.of8(width, height, channels, bytes)
        : Image.of16(width, height, channels, shorts);
  }
}
