package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/**
 * Decodes PNG in Java. OpenCV's reader is not used: it writes to the screen when a file is damaged,
 * drops the transparency of grey pictures and turns grey with alpha into RGBA. zlib does the work
 * in both.
 */
final class PngPixels {
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };
  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  /** No byte of deflate data stands for more than 1,032. */
  private static final long MOST_INFLATED = 1040;

  private PngPixels() {}

  static Image of(Bytes b, Header header) {
    var chunks = PngChunks.of(b);
    int w = header.width();
    int h = header.height();
    int bitsPerPixel = chunks.depth() * chunks.samples();
    if (((long) w * bitsPerPixel + 7) / 8 * h > MOST_INFLATED * (chunks.dataBytes() + 1)) {
      throw b.broken(
          "its PNG data of %d bytes cannot hold %dx%d px".formatted(chunks.dataBytes(), w, h));
    }
    var pen = PngPen.of(chunks, header);
    try (var rows = new PngRows(b, chunks)) {
      for (int[] pass : chunks.interlaced() ? ADAM7 : WHOLE) {
        int across = (w - pass[0] + pass[2] - 1) / pass[2];
        int down = (h - pass[1] + pass[3] - 1) / pass[3];
        if (across <= 0 || down <= 0) {
          continue;
        }
        rows.begin((int) (((long) across * bitsPerPixel + 7) / 8), Math.max(1, bitsPerPixel / 8));
        for (int y = 0; y < down; y++) {
          pen.row(rows.next(), across, pass[0], pass[1] + y * pass[3], pass[2]);
        }
      }
    }
    return pen.image();
  }
}
