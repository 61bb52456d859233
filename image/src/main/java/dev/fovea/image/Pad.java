package dev.fovea.image;

import java.util.Arrays;

/** Cuts and pads by whole pixels. */
public final class Pad {
  private Pad() {}

  /**
   * A picture of {@code width} x {@code height} px in which the source's first pixel lies at (left,
   * top), either of which may be negative; what the source does not cover gets {@code value}, 0 to
   * 255 (65535 at 16 bit).
   */
  public static Image of(Image image, int left, int top, int width, int height, int value) {
    int c = image.channels();
    int size = Math.multiplyExact(Math.multiplyExact(width, height), c);
    int x0 = Math.max(0, left);
    int y0 = Math.max(0, top);
    int x1 = Math.min(width, left + image.width());
    int y1 = Math.min(height, top + image.height());
    int run = Math.max(0, x1 - x0) * c;
    Object in = image.bits() == 8 ? image.bytes() : image.shorts();
    Object out = image.bits() == 8 ? new byte[size] : new short[size];
    if (value != 0 && out instanceof byte[] bytes) {
      Arrays.fill(bytes, (byte) value);
    } else if (value != 0) {
      Arrays.fill((short[]) out, (short) value);
    }
    for (int y = y0; y < y1 && run > 0; y++) {
      int from = ((y - top) * image.width() + x0 - left) * c;
      System.arraycopy(in, from, out, (y * width + x0) * c, run);
    }
    return out instanceof byte[] bytes
        ? Image.of8(width, height, c, bytes)
        : Image.of16(width, height, c, (short[]) out);
  }

  /** The part of the picture that begins at (left, top); it must lie inside. */
  public static Image crop(Image image, int left, int top, int width, int height) {
    if (left < 0 || top < 0 || left + width > image.width() || top + height > image.height()) {
      throw new IllegalArgumentException(
          "crop: %dx%d px at (%d, %d) leave %s".formatted(width, height, left, top, image));
    }
    return left == 0 && top == 0 && width == image.width() && height == image.height()
        ? image
        : of(image, -left, -top, width, height, 0);
  }
}
