package dev.fovea.train;

/** Training cannot start or go on, and why, in one sentence. */
public class TrainException extends RuntimeException {
  public TrainException(String message) {
    super(message);
  }

  public TrainException(String message, Throwable cause) {
    super(message, cause);
  }
}
