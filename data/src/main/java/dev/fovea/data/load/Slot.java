package dev.fovea.data.load;

import dev.fovea.data.DataException;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The memory of one batch, filled again and again: images {@code [n, c, h, w]}, targets {@code [n,
 * classes]}, boxes, n up to the batch size.
 */
final class Slot {
  final FloatBuffer images;
  final FloatBuffer targets;
  final BoxRows boxes = new BoxRows();
  final int[] indices;
  final Placement[] placed;
  int size;

  /** How this batch's pictures are prepared. */
  Preprocess to;

  Slot(Feed feed) {
    images = direct(feed.batchSize(), feed.floats());
    targets = direct(feed.batchSize(), feed.classes());
    indices = new int[feed.batchSize()];
    to = feed.preprocess();
    placed = new Placement[feed.batchSize()];
  }

  int[] indices() {
    return Arrays.copyOf(indices, size);
  }

  private static FloatBuffer direct(int rows, int floats) {
    long bytes = (long) rows * floats * Float.BYTES;
    if (bytes > Integer.MAX_VALUE) {
      throw new DataException(
          "a batch of %d times %,d numbers takes %,d bytes, and one buffer holds 2 GB at most; take a smaller batch or smaller pictures"
              .formatted(rows, floats, bytes));
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
