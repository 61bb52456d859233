package dev.fovea.image;

import java.util.Objects;

/**
 * A picture: samples {@code [height, width, channels]}, row by row, the channels of a pixel side by
 * side.
 *
 * <p>Channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA (alpha straight, not premultiplied). Samples
 * are unsigned, 8 or 16 bit. An Image is immutable by convention: whoever makes one gives its array
 * away and writes to it no more.
 */
public final class Image {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] bytes;
  private final short[] shorts;

  private Image(int width, int height, int channels, byte[] bytes, short[] shorts) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.bytes = bytes;
    this.shorts = shorts;
  }

  /** A picture of 8-bit samples; the array is kept, not copied. */
  public static Image of8(int width, int height, int channels, byte[] samples) {
    check(width, height, channels, samples.length);
    return new Image(width, height, channels, samples, null);
  }

  /** A picture of unsigned 16-bit samples; the array is kept, not copied. */
  public static Image of16(int width, int height, int channels, short[] samples) {
    check(width, height, channels, samples.length);
    return new Image(width, height, channels, null, samples);
  }

  private static void check(int width, int height, int channels, int length) {
    if (width < 1 || height < 1 || channels < 1 || channels > 4) {
      throw new IllegalArgumentException(
          "a picture has at least 1x1 px and 1 to 4 channels, got "
              + width
              + "x"
              + height
              + " with "
              + channels);
    }
    if ((long) width * height * channels != length) {
      throw new IllegalArgumentException(
          "a picture of %dx%d px and %d channels has %d samples, got %d"
              .formatted(width, height, channels, (long) width * height * channels, length));
    }
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  public int channels() {
    return channels;
  }

  /** Bits of a sample: 8 or 16. */
  public int bits() {
    return bytes != null ? 8 : 16;
  }

  /** Whether the last channel is alpha. */
  public boolean hasAlpha() {
    return channels == 2 || channels == 4;
  }

  /** The samples {@code [h, w, c]} of an 8-bit picture, each 0 to 255; not a copy. */
  public byte[] bytes() {
    return Objects.requireNonNull(
        bytes, "this picture has 16 bits a sample: read shorts(), or take to8() first");
  }

  /** The samples {@code [h, w, c]} of a 16-bit picture, each 0 to 65535; not a copy. */
  public short[] shorts() {
    return Objects.requireNonNull(shorts, "this picture has 8 bits a sample: read bytes()");
  }

  /**
   * Sample {@code channel} of pixel (x, y): for tests and single looks; loops read the whole array.
   */
  public int at(int x, int y, int channel) {
    int i =
        (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * channels + channel;
    return bytes != null ? bytes[i] & 0xff : shorts[i] & 0xffff;
  }

  /** This picture with 8 bits a sample; 16-bit samples are divided by 257 and rounded. */
  public Image to8() {
    if (bytes != null) {
      return this;
    }
    var out = new byte[shorts.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (((shorts[i] & 0xffff) + 128) / 257);
    }
    return of8(width, height, channels, out);
  }

  @Override
  public String toString() {
    return "Image[%dx%d px, %d channels, %d bit]".formatted(width, height, channels, bits());
  }
}
