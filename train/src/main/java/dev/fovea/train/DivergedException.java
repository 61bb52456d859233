package dev.fovea.train;

/** The loss is no longer a number; the message names the node that made it so. */
public final class DivergedException extends TrainException {
  public DivergedException(String message) {
    super(message);
  }

  /** Says when, why, and what to do. */
  static DivergedException at(Progress now, String why) {
    return new DivergedException(
        "training diverged at step "
            + now.step
            + " (epoch "
            + (now.epoch + 1)
            + "): "
            + why
            + "; the last good state is kept: resume with a lower learning rate");
  }
}
