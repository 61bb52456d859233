package dev.fovea.image.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A file put together of pieces of another, with single bytes changed; a copy only if it must. */
final class JpegPieces {
  private final byte[] whole;
  private byte[] data;
  private boolean copied;
  private final List<int[]> pieces = new ArrayList<>();

  JpegPieces(byte[] whole) {
    this.whole = whole;
    data = whole;
  }

  /** A piece that is kept; pieces come in their order. */
  void keep(int from, int to) {
    if (!pieces.isEmpty() && pieces.get(pieces.size() - 1)[1] == from) {
      pieces.get(pieces.size() - 1)[1] = to;
    } else {
      pieces.add(new int[] {from, to});
    }
  }

  /** Changes a byte. */
  void put(int at, int value) {
    if (at < whole.length && whole[at] != (byte) value) {
      data = copied ? data : whole.clone();
      copied = true;
      data[at] = (byte) value;
    }
  }

  /** All pieces. */
  byte[] joined() {
    if (pieces.size() == 1) {
      return data; // and what may follow the end of the picture
    }
    var out = new ByteArrayOutputStream(whole.length);
    for (int[] piece : pieces) {
      out.write(data, piece[0], Math.max(0, piece[1] - piece[0]));
    }
    return out.toByteArray();
  }
}
