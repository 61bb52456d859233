package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Sessions of one file, each lent to one thread at a time; who comes when all are lent waits in
 * turn. So memory is bounded, however many threads call. A session that works on the thread that
 * runs it may stand here several times: ONNX Runtime runs it for several threads at once.
 */
final class Sessions implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private final ArrayDeque<OrtSession> free = new ArrayDeque<>();
  private int lent;
  private boolean closed;

  /** Opens the first session of a file, which belongs to this. */
  OrtSession open(Path file, Settings settings) {
    OrtSession first = OnnxRuntime.session(file, settings);
    free.push(first);
    return first;
  }

  /** Opens the rest; sessions of one thread are all the first one. */
  void fill(Path file, Settings settings) {
    OrtSession first = free.peek();
    for (int i = 1; i < settings.sessions(); i++)
      free.push(settings.threads() == 1 ? first : OnnxRuntime.session(file, settings));
  }

  /**
   * Lends a session. A thread that was interrupted gets one that is free, and does not wait.
   *
   * @throws IllegalStateException where this was closed, or the thread is interrupted in waiting
   */
  <T> T with(Function<OrtSession, T> work) {
    OrtSession session = take();
    try {
      return work.apply(session);
    } finally {
      give(session);
    }
  }

  private OrtSession take() {
    lock.lock();
    try {
      while (free.isEmpty() && !closed) freed.await();
      if (closed) throw new IllegalStateException("the model was closed");
      lent++;
      return free.pop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the model to be free", e);
    } finally {
      lock.unlock();
    }
  }

  private void give(OrtSession session) {
    lock.lock();
    try {
      lent--;
      free.push(session);
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for those that are lent, then frees all; who waits for one is told. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      freed.signalAll();
      while (lent > 0) freed.awaitUninterruptibly();
      var each = Collections.newSetFromMap(new IdentityHashMap<OrtSession, Boolean>());
      each.addAll(free);
      free.clear();
      var failed = new ArrayList<Exception>();
      for (OrtSession session : each)
        try {
          session.close();
        } catch (OrtException | IllegalStateException e) {
          failed.add(e); // the others are closed all the same
        }
      for (Exception e : failed)
        throw new ModelException("a session cannot be closed: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
