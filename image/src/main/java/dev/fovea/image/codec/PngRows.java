package dev.fovea.image.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG file: inflated one at a time, their filters undone. */
final class PngRows implements AutoCloseable {
  private final Bytes b;
  private final PngChunks chunks;
  private final Inflater inflater = new Inflater();
  private final byte[] filter = new byte[1];
  private int nextChunk;
  private int step;
  private byte[] row;
  private byte[] above;

  PngRows(Bytes b, PngChunks chunks) {
    this.b = b;
    this.chunks = chunks;
  }

  /** A new pass: rows of that many bytes, whose filters look {@code step} bytes back. */
  void begin(int bytes, int step) {
    this.step = step;
    row = new byte[bytes];
    above = new byte[bytes];
  }

  /** The next row; overwritten by the call after the next. */
  byte[] next() {
    byte[] swap = above;
    above = row;
    row = swap;
    fill(filter);
    fill(row);
    switch (filter[0]) {
      case 0 -> {}
      case 1 -> sub();
      case 2 -> up();
      case 3 -> average();
      case 4 -> paeth();
      default -> throw b.broken("a PNG row with the unknown filter " + filter[0]);
    }
    return row;
  }

  private void fill(byte[] out) {
    try {
      for (int at = 0; at < out.length; ) {
        int got = inflater.inflate(out, at, out.length - at);
        at += got;
        if (got == 0) {
          if (inflater.finished()
              || inflater.needsDictionary()
              || nextChunk == chunks.data().size()) {
            throw b.broken("its PNG data ends before the last row");
          }
          int[] chunk = chunks.data().get(nextChunk++);
          inflater.setInput(b.data(), chunk[0], chunk[1]);
        }
      }
    } catch (DataFormatException e) {
      throw b.broken("its PNG data is damaged (" + e.getMessage() + ")");
    }
  }

  private void sub() {
    for (int i = step; i < row.length; i++) {
      row[i] += row[i - step];
    }
  }

  private void up() {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private void average() {
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xff;
      row[i] += (byte) ((left + (above[i] & 0xff)) >> 1);
    }
  }

  private void paeth() {
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xff;
      int corner = i < step ? 0 : above[i - step] & 0xff;
      int up = above[i] & 0xff;
      int fromLeft = Math.abs(up - corner);
      int fromUp = Math.abs(left - corner);
      int fromCorner = Math.abs(left + up - 2 * corner);
      row[i] +=
          (byte)
              (fromLeft <= fromUp && fromLeft <= fromCorner
                  ? left
                  : fromUp <= fromCorner ? up : corner);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
