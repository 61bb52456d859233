package dev.fovea.project.use;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Worker threads that make inputs ready while the network runs, some batches ahead at most, and
 * write afterwards. Memory does not grow with the number of inputs.
 */
final class Ahead implements AutoCloseable {
  private final int batch;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("fovea-predict-", 0).factory());
  private final ArrayDeque<Future<?>> later = new ArrayDeque<>();

  /**
   * @param batch inputs that are answered at once
   */
  Ahead(int batch) {
    this.batch = batch;
  }

  /**
   * Makes inputs ready and answers them, batch by batch, in order.
   *
   * @param ready on a worker; throws nothing that is the input's fault
   * @param answer on this thread; false to stop
   * @return whether it was never stopped
   */
  <R> boolean run(Iterator<Input> inputs, Function<Input, R> ready, Predicate<List<R>> answer) {
    var ahead = new ArrayDeque<Future<R>>();
    boolean wanted = true;
    while (wanted) {
      var some = new ArrayList<R>();
      while (some.size() < batch) {
        while (ahead.size() < batch + 2 * threads && inputs.hasNext()) {
          Input input = inputs.next();
          ahead.add(pool.submit(() -> ready.apply(input)));
        }
        if (ahead.isEmpty()) break;
        some.add(got(ahead.remove()));
      }
      if (some.isEmpty()) break;
      wanted = answer.test(some);
    }
    ahead.forEach(future -> future.cancel(false));
    while (!later.isEmpty()) got(later.remove());
    return wanted;
  }

  /** Has a worker write what was answered; waits where many are behind. */
  void later(Runnable work) {
    while (later.size() >= 2 * threads) got(later.remove());
    later.add(pool.submit(work));
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a picture", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) throw known;
      if (e.getCause() instanceof Error error) throw error;
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ends the workers. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      var _ = pool.awaitTermination(10, TimeUnit.SECONDS); // who writes a picture takes it back
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
