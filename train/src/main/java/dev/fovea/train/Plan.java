package dev.fovea.train;

import java.time.Duration;

/**
 * How long to train and how to go about it.
 *
 * @param epochs passes over the data; ignored under a budget
 * @param budget time to train in, validation included, or null for epochs
 * @param schedule of the learning rate
 * @param patience epochs without a better score before the run ends; 0 for never
 * @param saveEvery how often the state is saved within an epoch; it always is at an epoch's end
 * @param seed decides dropout and its like, step by step
 */
public record Plan(
    int epochs, Duration budget, Schedule schedule, int patience, Duration saveEvery, long seed) {
  public Plan {
    if (budget == null && epochs < 1)
      throw new TrainException("epochs must be 1 or more, got " + epochs);
    if (budget != null && (budget.isZero() || budget.isNegative()))
      throw new TrainException("the time budget must be above 0, got " + budget);
    if (schedule == null) throw new TrainException("a plan needs a schedule, e.g. Constant");
    if (saveEvery == null || saveEvery.isNegative())
      throw new TrainException("saving must be every 0 seconds or more, got " + saveEvery);
    if (patience < 0) throw new TrainException("patience must be 0 or more, got " + patience);
  }

  /** So many epochs, saved once a minute. */
  public static Plan epochs(int epochs, Schedule schedule, long seed) {
    return new Plan(epochs, null, schedule, 0, Duration.ofMinutes(1), seed);
  }
}
