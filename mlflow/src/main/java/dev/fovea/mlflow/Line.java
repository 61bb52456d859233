package dev.fovea.mlflow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that talks to a server, whatever runs there are: MLflow's client has no time
 * limits of its own, so a call may hang, and then this thread hangs and nobody else.
 */
final class Line {
  private static final long IDLE = Long.MAX_VALUE;
  private static final long LOOK_MILLIS = 20;
  private static final Map<String, Line> LINES = new ConcurrentHashMap<>();

  private final ExecutorService thread;

  /** When the call under way should be answered, by {@link System#nanoTime}. */
  private volatile long deadline = IDLE;

  private Line(String address) {
    thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fovea-mlflow " + address).factory());
  }

  static Line of(String address) {
    return LINES.computeIfAbsent(address, Line::new);
  }

  /** Does it when all before is done. */
  Future<?> later(Runnable task) {
    return thread.submit(() -> {
      try {
        task.run();
      } finally {
        deadline = IDLE;
      }
    });
  }

  /** Says on the line's thread how long the next call may take. */
  void expect(Duration answer) {
    deadline = System.nanoTime() + answer.toNanos();
  }

  /** Waits until a task is done; false where the server is silent for too long. */
  boolean await(Future<?> task) {
    while (true) {
      try {
        task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException _) {
        long until = deadline;
        if (until != IDLE && System.nanoTime() - until > 0) return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("what a page tells throws nothing", e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
