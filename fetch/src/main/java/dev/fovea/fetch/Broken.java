package dev.fovea.fetch;

import java.time.Duration;

/** An attempt in vain, after which another one may go better. */
final class Broken extends Exception {
  private static final long serialVersionUID = 1;
  private final Duration pause;

  /** Breaks off for that reason; the server asks for that pause. */
  Broken(String reason, Duration pause, Throwable cause) {
    super(reason, cause);
    this.pause = pause;
  }

  Broken(String reason) {
    this(reason, Duration.ZERO, null);
  }

  /** How long the server asks to wait at least. */
  Duration pause() {
    return pause;
  }
}
