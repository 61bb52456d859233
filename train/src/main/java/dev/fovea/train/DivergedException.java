package dev.fovea.train;

/** The loss is no longer a number; the message names the node that made it so. */
public final class DivergedException extends TrainException {
  public DivergedException(String message) {
    super(message);
  }
}
