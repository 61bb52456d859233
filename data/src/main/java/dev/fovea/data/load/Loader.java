package dev.fovea.data.load;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns examples into batches on worker threads.
 *
 * <p>A batch depends on (seed, epoch, number) alone: not on threads, cache or where the epoch was
 * begun. Memory is flat: a fixed number of slots is filled again and again, and a worker without a
 * slot waits.
 *
 * <p>A picture that turns out broken is passed over and listed in {@link #broken}. In training the
 * example that follows it in the epoch's order takes its place, so batches stay full; in evaluation
 * its batch is shorter.
 */
public final class Loader implements AutoCloseable {
  private static final long JOIN_MILLIS = 5000;

  private final List<Example> examples;
  private final Feed feed;
  private final Filler filler;
  private final int slots;
  private final List<Thread> workers = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition ready = lock.newCondition();
  private final ArrayDeque<Slot> free = new ArrayDeque<>();
  private int allocated;
  private int lent;
  private Epoch current;
  private boolean closed;
  private long waitNanos;

  private Loader(List<Example> examples, Feed feed) {
    this.examples = List.copyOf(examples);
    this.feed = feed;
    this.filler = new Filler(this.examples, feed);
    this.slots = feed.slots();
  }

  /** A loader of these examples; its threads run until {@link #close}. */
  public static Loader of(List<Example> examples, Feed feed) {
    if (examples.isEmpty()) throw new DataException("there are no examples to make batches of");
    feed.checkBoxes();
    var loader = new Loader(examples, feed);
    for (int i = 0; i < feed.threads(); i++) {
      loader.workers.add(Thread.ofPlatform().daemon().name("fovea-loader-" + i).start(loader::run));
    }
    return loader;
  }

  /** How many batches an epoch has. */
  public int batches() {
    int full = examples.size() / feed.batchSize();
    boolean rest = examples.size() % feed.batchSize() > 0;
    return rest && (!feed.dropLast() || full == 0) ? full + 1 : full;
  }

  /**
   * The batches of this epoch from {@code firstBatch} on, the same as if it had been run through;
   * ends an epoch that is under way.
   */
  public Epoch epoch(int epoch, int firstBatch) {
    return epoch(epoch, firstBatch, 0);
  }

  /**
   * The same, of a run that is so far when the epoch begins.
   *
   * @param progress 0 to 1, see {@link Feed#mosaicUntil}
   */
  public Epoch epoch(int epoch, int firstBatch, double progress) {
    if (firstBatch < 0 || firstBatch > batches()) {
      throw new IllegalArgumentException(
          "an epoch has batches 0 to %d, got %d".formatted(batches() - 1, firstBatch));
    }
    var order = Order.of(examples, feed, epoch);
    var started = new Epoch(this, epoch, order, feed.augment(progress), batches(), firstBatch);
    lock.lock();
    try {
      if (closed) throw new IllegalStateException("the loader is closed");
      end();
      current = started;
      work.signalAll();
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** How long the consumer has waited for batches so far, in nanoseconds. */
  public long waitNanos() {
    lock.lock();
    try {
      return waitNanos;
    } finally {
      lock.unlock();
    }
  }

  /** The examples found broken so far, in the order of the examples. */
  public List<Broken> broken() {
    return filler.broken();
  }

  /** Why decoded pictures are kept no more, where their place failed. */
  public Optional<String> lostCache() {
    return filler.lost();
  }

  /** How many batches' memory has been allocated so far; it stops growing early. */
  public int slots() {
    lock.lock();
    try {
      return allocated;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a worker thread is still alive. */
  boolean running() {
    return workers.stream().anyMatch(Thread::isAlive);
  }

  /**
   * Ends the worker threads; a consumer that waits for a batch gets an exception. Batches still
   * lent stay valid.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      end();
      work.signalAll();
      ready.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      try {
        worker.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    filler.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  /** Waits for the next batch of an epoch, passing over empty ones; false when it is over. */
  boolean ready(Epoch epoch) {
    lock.lock();
    try {
      while (epoch.toServe < epoch.batches) {
        var made = await(epoch);
        if (made.failure() != null || made.slot().size > 0) return true;
        giveBack(epoch.made.remove(epoch.toServe++).slot());
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** The next batch of an epoch that is {@link #ready}. */
  Batch take(Epoch epoch) {
    lock.lock();
    try {
      await(epoch);
      int number = epoch.toServe++;
      var made = epoch.made.remove(number);
      if (made.failure() != null) throw failed(made.failure());
      lent++;
      return new Batch(this, made.slot(), feed, number);
    } finally {
      lock.unlock();
    }
  }

  void recycle(Slot slot) {
    lock.lock();
    try {
      lent--;
      giveBack(slot);
    } finally {
      lock.unlock();
    }
  }

  private Epoch.Made await(Epoch epoch) {
    long start = System.nanoTime();
    try {
      while (true) {
        if (closed) throw new DataException("the loader was closed while a batch was waited for");
        if (epoch.ended) {
          throw new IllegalStateException(
              "epoch %d was ended by a failure or by another epoch".formatted(epoch.epoch));
        }
        var made = epoch.made.get(epoch.toServe);
        if (made != null) return made;
        if (lent == slots) {
          throw new IllegalStateException(
              "all %d batches of the loader are in use: close each one after its step"
                  .formatted(slots));
        }
        ready.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while waiting for a batch", e);
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  private RuntimeException failed(Throwable cause) {
    end();
    if (cause instanceof DataException known) return new DataException(known.getMessage(), known);
    return new DataException("a batch could not be made: " + cause, cause);
  }

  private void run() {
    while (true) {
      Epoch epoch;
      Slot slot;
      int number;
      lock.lock();
      try {
        while (!closed && !workWaits()) work.awaitUninterruptibly();
        if (closed) return;
        epoch = current;
        slot = free.isEmpty() ? null : free.pop();
        if (slot == null) allocated++;
        number = epoch.toMake++;
      } finally {
        lock.unlock();
      }
      hand(epoch, number, make(epoch, number, slot));
    }
  }

  private boolean workWaits() {
    return current != null
        && current.toMake < current.batches
        && (!free.isEmpty() || allocated < slots);
  }

  private Epoch.Made make(Epoch epoch, int number, Slot kept) {
    Slot slot = kept;
    try {
      if (slot == null) slot = new Slot(feed);
      filler.fill(slot, epoch, number);
      return new Epoch.Made(slot, null);
    } catch (Throwable t) {
      return new Epoch.Made(slot, t);
    }
  }

  private void hand(Epoch epoch, int number, Epoch.Made made) {
    lock.lock();
    try {
      if (made.slot() == null) allocated--;
      if (epoch.ended || made.failure() != null) giveBack(made.slot());
      if (!epoch.ended) {
        epoch.made.put(number, made);
        if (made.failure() != null) epoch.toMake = epoch.batches;
        ready.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    if (current == null) return;
    current.ended = true;
    for (var made : current.made.values()) {
      if (made.failure() == null) giveBack(made.slot());
    }
    current.made.clear();
    current = null;
  }

  private void giveBack(Slot slot) {
    if (slot == null) return;
    free.push(slot);
    work.signal();
  }
}
