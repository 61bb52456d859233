package dev.fovea.train;

import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Epoch;
import dev.fovea.data.load.Loader;
import dev.fovea.torch.Chance;
import dev.fovea.torch.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * The range test of learning rates: a short training whose rate rises from update to update, so
 * that the loss tells at which rates it falls and from which on it grows; Smith 2015, <a
 * href="https://arxiv.org/abs/1506.01186">arXiv:1506.01186</a>, section 3.3, with rates that rise
 * by a factor instead of a difference. It ends early where the smoothed loss is four times its
 * lowest, or no longer a number.
 *
 * @param from lowest rate, of the first update
 * @param to highest rate, of the last update
 * @param updates how many; an epoch that is over is followed by the next
 * @param seed decides dropout and its like, as in {@link Plan}
 */
public record RateTest(double from, double to, int updates, long seed) {
  public static final int LEAST_UPDATES = 10;
  private static final double DIVERGED = 4;

  public RateTest {
    if (!(from > 0 && to > from && Double.isFinite(to)))
      throw new TrainException(
          "the rates must rise from above 0, got " + from + " to " + to + "; swap them?");
    if (updates < LEAST_UPDATES)
      throw new TrainException(
          "a range test needs "
              + LEAST_UPDATES
              + " updates or more to tell a slope from chance, got "
              + updates);
  }

  /**
   * Takes the steps, and leaves weights, averages and the optimiser's memory as they were.
   *
   * @param events hears each point, on this thread
   */
  public RateCurve of(Step step, Loader loader, Consumer<RateCurve.Point> events) {
    Determinism.on();
    try {
      Path folder = Files.createTempDirectory("fovea-rate-");
      try {
        return sweepAndGoBack(step, loader, folder, events);
      } finally {
        State.discard(folder);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the weights cannot be set aside: " + e.getMessage(), e);
    }
  }

  private RateCurve sweepAndGoBack(
      Step step, Loader loader, Path folder, Consumer<RateCurve.Point> events) {
    var before = new State.Writer();
    before.step(step);
    State.write(folder, before);
    try {
      return sweep(step, loader, events);
    } finally {
      try (State state = State.open(folder)) {
        state.restore(step);
      }
    }
  }

  private RateCurve sweep(Step step, Loader loader, Consumer<RateCurve.Point> events) {
    var points = new ArrayList<RateCurve.Point>();
    var smooth = new Smooth();
    double lowest = Double.POSITIVE_INFINITY;
    var batches = new Endless(loader);
    try {
      while (points.size() < updates) {
        double rate = from * Math.pow(to / from, points.size() / (updates - 1.0));
        double loss = update(step, batches, rate);
        var point = new RateCurve.Point(rate, loss, smooth.with(loss));
        points.add(point);
        events.accept(point);
        lowest = Math.min(lowest, point.smoothed());
        if (point.smoothed() > DIVERGED * lowest) break;
      }
    } catch (DivergedException _) { // as far as rates go
    }
    return new RateCurve(points);
  }

  /** The loss of one update's pictures: of several batches where they are summed into one. */
  private double update(Step step, Endless batches, double rate) {
    Part part = step.parts().getFirst();
    double sum = 0;
    for (int i = 0; i < part.accumulate(); i++) {
      Chance.settle(seed, batches.taken());
      try (Batch batch = batches.next();
          var _ = new Scope()) {
        sum += step.learn(batch, rate / part.rate(1)).get("loss");
      }
    }
    return sum / part.accumulate();
  }

  /** Batches of one epoch after the other. */
  private static final class Endless {
    private final Loader loader;
    private Epoch epoch;
    private int epochs;
    private long taken;

    Endless(Loader loader) {
      this.loader = loader;
      this.epoch = loader.epoch(0, 0);
    }

    /** How many were taken so far. */
    long taken() {
      return taken;
    }

    Batch next() {
      if (!epoch.hasNext()) epoch = loader.epoch(++epochs, 0);
      taken++;
      return epoch.next();
    }
  }
}
