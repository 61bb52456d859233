package dev.fovea.torch;

import org.bytedeco.pytorch.AutoGradMode;

/** Switches the recording of gradients on this thread while it is open. */
public final class Gradients implements AutoCloseable {
  private final AutoGradMode mode;

  private Gradients(boolean on) {
    Natives.load();
    mode = new AutoGradMode(on);
  }

  /** Nothing is recorded: for evaluation, and for writing to weights. */
  public static Gradients off() {
    return new Gradients(false);
  }

  /** Recorded again, within a part where nothing is. */
  public static Gradients on() {
    return new Gradients(true);
  }

  @Override
  public void close() {
    mode.close();
  }
}
