package dev.fovea.data.load;

import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Some examples as numbers, lent by a {@link Loader} until {@link #close}: its memory then holds
 * another batch, so copy what must last longer.
 */
public final class Batch implements AutoCloseable {
  private final Loader owner;
  private final Slot slot;
  private final Feed feed;
  private final Preprocess to;
  private final int number;
  private final int size;
  private final int[] indices;
  private final List<Placement> placed;
  private final AtomicBoolean closed = new AtomicBoolean();

  Batch(Loader owner, Slot slot, Feed feed, int number) {
    this.owner = owner;
    this.slot = slot;
    this.feed = feed;
    this.to = slot.to;
    this.number = number;
    this.size = slot.size;
    this.indices = slot.indices();
    this.placed =
        feed.boxes() && feed.augment().isEmpty()
            ? List.of(Arrays.copyOf(slot.placed, size))
            : List.of();
  }

  /** n: how many pictures there are, at least 1. */
  public int size() {
    return size;
  }

  /** Which batch of its epoch this is, from 0. */
  public int number() {
    return number;
  }

  /**
   * {@code {n, c, h, w}}; n times the views, where there are several of each picture; its own,
   * where batches have several sizes.
   */
  public long[] shape() {
    return new long[] {(long) size * feed.views().count(), to.channels(), to.height(), to.width()};
  }

  /**
   * The pictures, {@link #shape}: a direct buffer in native order, from position 0 to its limit.
   */
  public FloatBuffer images() {
    return lent(slot.images, to.floats() * feed.views().count());
  }

  /**
   * The targets, {@code [n, classes]}: one-hot, multi-hot, or mixed by Mixup; a direct buffer in
   * native order.
   */
  public FloatBuffer targets() {
    return lent(slot.targets, feed.classes());
  }

  /**
   * The boxes of the things in the pictures, {@code [k, 6]}, in the order of the pictures: position
   * of the picture in the batch, label, left, top, right, bottom in pixels of {@link #images};
   * crowds are left out, k may be 0. A direct buffer in native order. For a feed with boxes.
   */
  public FloatBuffer boxes() {
    if (!feed.boxes()) {
      throw new IllegalStateException("these batches have no boxes; ask for them by withBoxes");
    }
    return open(slot.boxes.lent());
  }

  /**
   * Where each picture lies in {@link #images}, {@code [n]}: the way back for what is found in it.
   * For the evaluation of a feed with boxes.
   */
  public List<Placement> placements() {
    if (!feed.boxes() || feed.augment().isPresent()) {
      throw new IllegalStateException(
          "these batches do not know where their pictures lie; that is for evaluation with boxes");
    }
    return placed;
  }

  /** Which examples these are, {@code [n]}: positions in the list that the loader was made of. */
  public int[] indices() {
    return indices.clone();
  }

  /** Gives the memory back to the loader. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) owner.recycle(slot);
  }

  private FloatBuffer lent(FloatBuffer all, int row) {
    return open(all).slice(0, size * row);
  }

  private FloatBuffer open(FloatBuffer mine) {
    if (closed.get()) {
      throw new IllegalStateException("batch %d was given back to its loader".formatted(number));
    }
    return mine;
  }
}
