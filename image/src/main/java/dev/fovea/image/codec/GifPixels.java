package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/**
 * Decodes the first frame of a GIF file in Java: OpenCV's reader decodes every frame of an
 * animation to hand out one. What the frame does not cover is transparent.
 */
final class GifPixels {
  private static final int[][] INTERLACED = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
  private static final int[][] PLAIN = {{0, 1}};

  /** No code of LZW, which takes more than a byte by then, stands for more pixels. */
  private static final long MOST_REPEATED = 4096;

  private GifPixels() {}

  static Image of(Bytes b) {
    var gif = GifHeader.of(b);
    Header header = gif.header();
    int at = gif.frameAt();
    int left = b.le16(at + 1);
    int top = b.le16(at + 3);
    int width = b.le16(at + 5);
    int height = b.le16(at + 7);
    int flags = b.u8(at + 9);
    boolean local = (flags & 0x80) != 0;
    int palette = local ? at + 10 : 13;
    int entries = local ? 2 << (flags & 7) : (b.u8(10) & 0x80) != 0 ? 2 << (b.u8(10) & 7) : 0;
    if (entries == 0) {
      throw b.broken("a GIF file without a palette");
    }
    if (width == 0
        || height == 0
        || left + width > header.width()
        || top + height > header.height()) {
      throw b.broken(
          "a GIF frame of %dx%d px is empty or leaves the screen".formatted(width, height));
    }
    if ((long) width * height > MOST_REPEATED * b.size()) {
      throw b.broken(
          "its %d bytes cannot hold a GIF frame of %dx%d px".formatted(b.size(), width, height));
    }
    byte[] indices = GifLzw.of(b, local ? palette + 3 * entries : at + 10, width * height);
    int c = header.channels();
    var out = new byte[Math.multiplyExact(Math.multiplyExact(header.width(), header.height()), c)];
    int from = 0;
    for (int[] pass : (flags & 0x40) != 0 ? INTERLACED : PLAIN) {
      for (int y = pass[0]; y < height; y += pass[1]) {
        int to = ((top + y) * header.width() + left) * c;
        for (int x = 0; x < width; x++, to += c) {
          int index = indices[from++] & 0xff;
          for (int k = 0; k < 3 && index < entries; k++) {
            out[to + k] = (byte) b.u8(palette + 3 * index + k);
          }
          if (c == 4) {
            out[to + 3] = (byte) (index == gif.transparent() ? 0 : 255);
          }
        }
      }
    }
    return Image.of8(header.width(), header.height(), c, out);
  }
}
