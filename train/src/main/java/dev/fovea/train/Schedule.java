package dev.fovea.train;

/**
 * How the learning rate changes while training goes on: a factor of the optimiser's rate, from the
 * progress of the run, 0 at its first step and 1 at its last. Progress instead of steps lets the
 * same schedule serve a number of epochs and a time budget.
 */
public sealed interface Schedule {
  /** The factor at a progress from 0 to 1. */
  double factor(double progress);

  /** Linear rise over the first share of a run, then another schedule over the rest. */
  record WarmUp(double share, Schedule then) implements Schedule {
    public WarmUp {
      checkShare("the warm-up's share", share);
    }

    @Override
    public double factor(double progress) {
      if (progress < share) return Math.max(progress / share, 0.001);
      return then.factor((progress - share) / (1 - share));
    }
  }

  /** The rate stays. */
  record Constant() implements Schedule {
    @Override
    public double factor(double progress) {
      return 1;
    }
  }

  /** Half a cosine from 1 to the floor; Loshchilov and Hutter 2016, eq. 5, one cycle. */
  record Cosine(double floor) implements Schedule {
    public Cosine {
      checkShare("the floor", floor);
    }

    @Override
    public double factor(double progress) {
      return floor + (1 - floor) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
  }

  /** Times gamma after each of so many equal parts: parts 3 and gamma 0.1 falls at 1/3 and 2/3. */
  record Steps(int parts, double gamma) implements Schedule {
    public Steps {
      if (parts < 1) throw new TrainException("a step schedule needs 1 part or more, got " + parts);
      if (!(gamma > 0 && gamma <= 1))
        throw new TrainException("gamma must be above 0 and at most 1, got " + gamma);
    }

    @Override
    public double factor(double progress) {
      int done = (int) Math.min(parts - 1, Math.floor(progress * parts + 1e-9));
      return Math.pow(gamma, done);
    }
  }

  /**
   * {@code OneCycleLR} with cosine annealing: from 1/div up to 1 over the first share, then down to
   * 1/(div * finalDiv); Smith and Topin 2017.
   */
  record OneCycle(double share, double div, double finalDiv) implements Schedule {
    public OneCycle {
      checkShare("the rising share", share);
      if (!(div >= 1 && finalDiv >= 1))
        throw new TrainException(
            "one-cycle divisors must be 1 or above, got " + div + ", " + finalDiv);
    }

    @Override
    public double factor(double progress) {
      double start = 1 / div;
      if (progress < share) return between(start, 1, progress / share);
      return between(1, start / finalDiv, (progress - share) / (1 - share));
    }

    private static double between(double from, double to, double part) {
      return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
    }
  }

  private static void checkShare(String what, double share) {
    if (!(share >= 0 && share < 1))
      throw new TrainException(what + " must be from 0 to below 1, got " + share);
  }
}
