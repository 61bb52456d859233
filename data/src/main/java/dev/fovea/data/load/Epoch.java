package dev.fovea.data.load;

import dev.fovea.data.augment.Augment;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One pass over the examples, batch by batch; ended early by starting another or by closing the
 * loader.
 *
 * <p>For one consumer thread. The fields below are guarded by the loader's lock.
 */
public final class Epoch implements Iterator<Batch> {
  /** What a worker made of a batch: a filled slot, or the reason why there is none. */
  record Made(Slot slot, Throwable failure) {}

  final int epoch;
  final Order order;
  final Optional<Augment> augment;
  final int batches;
  final Map<Integer, Made> made = new HashMap<>();
  int toMake;
  int toServe;
  volatile boolean ended;

  private final Loader loader;

  Epoch(
      Loader loader,
      int epoch,
      Order order,
      Optional<Augment> augment,
      int batches,
      int firstBatch) {
    this.loader = loader;
    this.epoch = epoch;
    this.order = order;
    this.augment = augment;
    this.batches = batches;
    this.toMake = firstBatch;
    this.toServe = firstBatch;
  }

  /** Waits until there is a batch or the epoch is over. */
  @Override
  public boolean hasNext() {
    return loader.ready(this);
  }

  /**
   * The next batch, to be closed after use.
   *
   * @throws dev.fovea.data.DataException what went wrong in a worker thread, once
   */
  @Override
  public Batch next() {
    if (!hasNext()) throw new NoSuchElementException("the epoch has no more batches");
    return loader.take(this);
  }
}
