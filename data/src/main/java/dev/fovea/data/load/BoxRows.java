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
    if (rows.remaining() < COLUMNS) {
      rows = direct(2 * rows.capacity() / COLUMNS).put(rows.flip());
    }
    rows.put(picture).put(label);
    rows.put((float) box.left()).put((float) box.top());
    rows.put((float) box.right()).put((float) box.bottom());
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
