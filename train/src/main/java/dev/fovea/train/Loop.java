package dev.fovea.train;

import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.torch.Chance;
import dev.fovea.torch.Scope;
import dev.fovea.train.TrainEvent.Reason;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The loop of all training: batches to a step, epochs to a validation, everything to a state.
 *
 * <p>With the same plan, data, machine and thread count a run that was killed and resumed ends with
 * the same bits as one that was not: the data's order hangs on (seed, epoch), chance on (seed,
 * step), and the state is saved between steps. A time budget is outside this promise.
 */
public final class Loop {
  private final Plan plan;
  private final Loader loader;
  private final Step step;
  private final Validator validator;
  private final Path folder;
  private final Consumer<TrainEvent> events;
  private final Progress now = new Progress();
  private volatile boolean stopAsked;
  private long savedNanos = System.nanoTime();
  private Pace pace;

  /**
   * @param folder where the state is kept
   * @param events hears what happens, on this thread
   */
  public Loop(
      Plan plan,
      Loader loader,
      Step step,
      Validator validator,
      Path folder,
      Consumer<TrainEvent> events) {
    this.plan = plan;
    this.loader = loader;
    this.step = step;
    this.validator = validator;
    this.folder = folder;
    this.events = events;
  }

  /** Ends the run after the step under way, with its state saved; from any thread. */
  public void askToStop() {
    stopAsked = true;
  }

  /** Trains from the start; a state that is in the folder is replaced. */
  public Reason run() {
    State.discard(folder);
    return run(false);
  }

  /** Goes on from the state in the folder; after an early stop patience begins anew. */
  public Reason resume() {
    try (State state = State.open(folder)) {
      now.restore(state);
      state.restore(step);
    }
    return run(true);
  }

  private Reason run(boolean resumed) {
    Determinism.on();
    now.start();
    int epochs = plan.budget() == null ? plan.epochs() : 0;
    events.accept(new TrainEvent.Started(now.step, resumed, epochs, loader.batches()));
    if (!resumed) save();
    Reason reason = null;
    while (reason == null && (reason = over()) == null) reason = epoch();
    if (outOfPatience()) {
      now.since = 0;
      save();
    }
    events.accept(
        new TrainEvent.Stopped(now.step, reason, now.epoch, now.bestEpoch, now.seconds()));
    return reason;
  }

  /** One pass over the data, or what is left of it, and its validation; null to go on. */
  private Reason epoch() {
    events.accept(new TrainEvent.EpochStarted(now.step, now.epoch + 1, now.batch));
    pace = new Pace(loader);
    var batches = loader.epoch(now.epoch, now.batch, progressAtEpoch());
    while (batches.hasNext()) {
      try (Batch batch = batches.next()) {
        learn(batch);
      }
      if (stopAsked) {
        save();
        return Reason.INTERRUPTED;
      }
      if (outOfTime()) break;
      if (System.nanoTime() - savedNanos > plan.saveEvery().toNanos()) save();
    }
    validate();
    return null;
  }

  private void learn(Batch batch) {
    double progress = progress();
    double factor = plan.schedule().factor(progress);
    step.at(progress);
    Chance.settle(plan.seed(), now.step);
    SequencedMap<String, Double> losses;
    try (var _ = new Scope()) {
      losses = step.learn(batch, factor);
    } catch (DivergedException e) {
      throw DivergedException.at(now, e.getMessage());
    }
    now.step++;
    now.batch++;
    now.losses.add(losses);
    pace.learned(batch.size());
    events.accept(
        new TrainEvent.BatchDone(
            now.step,
            now.epoch + 1,
            now.batch,
            loader.batches(),
            progress(),
            losses,
            step.parts().getFirst().rate(factor),
            pace.imagesPerSecond(),
            pace.waitShare()));
  }

  private void validate() {
    SequencedMap<String, Double> losses = now.losses.means(now.batch);
    double rate = step.parts().getFirst().rate(plan.schedule().factor(progress()));
    double speed = pace.imagesPerSecond();
    double wait = pace.waitShare();
    checkSound();
    double started = now.seconds();
    var weights = step.kept();
    Validation validation = validator.validate(weights);
    boolean best = now.finishEpoch(validation.score());
    validator.keep(weights, validation, now.epoch, best);
    now.validationSeconds = now.seconds() - started;
    events.accept(
        new TrainEvent.Validated(
            now.step, now.epoch, losses, rate, speed, wait, now.seconds(), validation, best));
    save();
  }

  private void save() {
    checkSound();
    var out = new State.Writer();
    now.save(out);
    out.step(step);
    State.write(folder, out);
    savedNanos = System.nanoTime();
    events.accept(new TrainEvent.Saved(now.step, folder.resolve(State.FILE)));
  }

  /** Nothing that is not made of numbers is ever written. */
  private void checkSound() {
    for (Part part : step.parts())
      part.unsound()
          .ifPresent(name -> {
            throw DivergedException.at(
                now, "after its update " + name + " is no longer made of finite numbers");
          });
  }

  private Reason over() {
    if (plan.budget() == null && now.epoch >= plan.epochs()) return Reason.FINISHED;
    if (outOfTime() && now.epoch > 0 && now.batch == 0) return Reason.NO_TIME_LEFT;
    if (outOfPatience()) return Reason.NO_IMPROVEMENT;
    return stopAsked ? Reason.INTERRUPTED : null;
  }

  private boolean outOfPatience() {
    return plan.patience() > 0 && now.since >= plan.patience();
  }

  private boolean outOfTime() {
    return plan.budget() != null && progress() >= 1;
  }

  /**
   * By whole epochs, so that one that is resumed in its middle goes on as it began; or the clock.
   */
  private double progressAtEpoch() {
    return plan.budget() == null ? (double) now.epoch / plan.epochs() : progress();
  }

  /** Of the whole run, 0 to 1: by steps; or by the clock, less what the last validation takes. */
  private double progress() {
    if (plan.budget() == null)
      return Math.min(
          1, (double) now.step / Math.max(1, (long) plan.epochs() * loader.batches() - 1));
    double seconds = plan.budget().toNanos() / 1e9;
    return Math.min(1, now.seconds() / Math.max(seconds / 2, seconds - now.validationSeconds));
  }
}
