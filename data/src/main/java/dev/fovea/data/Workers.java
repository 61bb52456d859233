package dev.fovea.data;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** The same work for each of many things, on several threads. */
public final class Workers {
  private Workers() {}

  /**
   * Does the work for 0 to {@code n - 1}, in any order; what it throws first ends all and is thrown
   * here.
   *
   * @param chunk how many a thread takes at a time
   */
  public static void each(int n, int chunk, int threads, IntConsumer work) {
    var next = new AtomicInteger();
    var failed = new AtomicReference<Throwable>();
    Runnable run =
        () -> {
          try {
            for (int from = next.getAndAdd(chunk); from < n; from = next.getAndAdd(chunk)) {
              for (int i = from; i < Math.min(n, from + chunk); i++) work.accept(i);
            }
          } catch (Throwable e) {
            failed.compareAndSet(null, e);
            next.set(n);
          }
        };
    var workers = new ArrayList<Thread>();
    for (int t = 0; t < Math.min(threads, 1 + n / chunk); t++) {
      workers.add(Thread.ofPlatform().daemon().name("fovea-look-" + t).start(run));
    }
    try {
      for (Thread worker : workers) worker.join();
    } catch (InterruptedException e) {
      next.set(n);
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while looking at the pictures", e);
    }
    switch (failed.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new AssertionError("a runnable throws nothing checked", e);
    }
  }
}
