package dev.fovea.data.load;

import dev.fovea.data.Thing;
import dev.fovea.image.Box;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The boxes of one batch, {@code [k, 6]}: position of the picture in the batch, label, left, top,
 * right, bottom. Its memory grows with k and is kept from batch to batch.
 */
final class BoxRows {
  static final int COLUMNS = 6;
  private static final int ROOM = 64;

  private FloatBuffer rows = direct(ROOM);

  void clear() {
    rows.clear();
  }

  /** Adds the things of a picture; crowds are left out. */
  void add(int picture, List<Thing> things) {
    for (Thing thing : things) if (!thing.crowd()) add(picture, thing.label(), thing.box());
  }

  private void add(int picture, int label, Box box) {
    room().put(picture).put(label);
    rows.put((float) box.left()).put((float) box.top());
    rows.put((float) box.right()).put((float) box.bottom());
  }

  private FloatBuffer room() {
    if (rows.remaining() < COLUMNS) {
      rows = direct(2 * rows.capacity() / COLUMNS).put(rows.flip());
    }
    return rows;
  }

  /**
   * Gives pictures the boxes of the one before each too, the first those of the last; the pictures
   * stay in order.
   *
   * @param shares one a picture; a picture with the share 1 keeps its own boxes only
   */
  void addBefore(int pictures, float... shares) {
    var all = new float[rows.position()];
    lent().get(all);
    rows.clear();
    for (int i = 0; i < pictures; i++) {
      copy(all, i, i);
      if (shares[i] != 1) copy(all, (i + pictures - 1) % pictures, i);
    }
  }

  private void copy(float[] all, int from, int to) {
    for (int at = 0; at < all.length; at += COLUMNS) {
      if (all[at] == from) room().put(to).put(all, at + 1, COLUMNS - 1);
    }
  }

  /** All rows so far, from position 0 to the limit. */
  FloatBuffer lent() {
    return rows.slice(0, rows.position());
  }

  private static FloatBuffer direct(int rows) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(rows, COLUMNS * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
