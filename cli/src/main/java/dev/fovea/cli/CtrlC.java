package dev.fovea.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * While it is open, Ctrl-C (and a polite kill) asks the work to stop and waits until {@link #close}
 * before the process ends, with the exit code of the signal: 130 for Ctrl-C.
 */
final class CtrlC implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean pressed = new AtomicBoolean();
  private final Thread hook;

  CtrlC(Runnable askToStop) {
    hook = new Thread(() -> stop(askToStop), "fovea-ctrl-c");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Runnable askToStop) {
    pressed.set(true);
    askToStop.run();
    try {
      over.await();
    } catch (InterruptedException _) { // the machine goes down: nothing more to wait for
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    if (pressed.get()) return;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) { // it is running just now, and free to end
    }
  }
}
