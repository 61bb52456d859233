package dev.fovea.cli;

import dev.fovea.project.RunEvent;
import dev.fovea.project.Time;
import dev.fovea.train.TrainEvent;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells of a run while it goes on: a line an epoch, and on a terminal a bar under it. */
final class RunLines implements Consumer<RunEvent>, AutoCloseable {
  private final Live live;
  private String run = "";
  private int epochs;
  private long begun;
  private double from = Double.NaN;

  RunLines(Screen screen) {
    live = new Live(screen);
  }

  @Override
  public void accept(RunEvent event) {
    switch (event) {
      case RunEvent.Found found -> live.line("Found " + found.sentence());
      case RunEvent.Chose chose -> live.line("  " + chose.sentence());
      case RunEvent.Warned warned -> live.line("Warning: " + warned.sentence());
      case RunEvent.Looked looked -> live.show(looked(looked));
      case RunEvent.Fetching fetching -> FetchLines.tell(fetching.event(), live);
      case RunEvent.Tried tried -> live.show(tried(tried));
      case RunEvent.Searched searched -> live.show(searched(searched));
      case RunEvent.Next next -> next(next);
      case RunEvent.Trained trained -> trained(trained.event());
    }
  }

  private static String looked(RunEvent.Looked looked) {
    return Live.bar("looking for near duplicates", looked.done(), looked.all());
  }

  private static String tried(RunEvent.Tried tried) {
    return String.format(
        Locale.ROOT,
        "trying rates %s %3.0f %%  rate %.2g",
        Live.bar((double) tried.done() / tried.all()),
        100.0 * tried.done() / tried.all(),
        tried.rate());
  }

  private String searched(RunEvent.Searched searched) {
    return String.format(
        Locale.ROOT,
        "%slooking for marks %s %3.0f %%  loss %.3f",
        run,
        Live.bar((double) searched.done() / searched.all()),
        100.0 * searched.done() / searched.all(),
        searched.loss());
  }

  private void next(RunEvent.Next next) {
    from = Double.NaN;
    run = next.number() + "/" + next.count() + " ";
    live.line("── " + next.title() + " ──");
  }

  private void trained(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started started -> started(started);
      case TrainEvent.EpochStarted _ -> {}
      case TrainEvent.BatchDone batch -> live.show(batch(batch));
      case TrainEvent.Validated epoch -> live.line(epoch(epoch));
      case TrainEvent.Saved _ -> {}
      case TrainEvent.Stopped stopped -> live.line(stopped(stopped));
    }
  }

  private void started(TrainEvent.Started started) {
    epochs = started.epochs();
    begun = System.nanoTime();
    if (started.resumed()) live.line("Going on from step " + started.step());
  }

  private String batch(TrainEvent.BatchDone batch) {
    if (Double.isNaN(from)) from = batch.progress();
    return String.format(
        Locale.ROOT,
        "%sepoch %s %s %3.0f %%  loss %.3f  %.0f images/s%s",
        run,
        number(batch.epoch()),
        Live.bar((double) batch.batch() / batch.batches()),
        100.0 * batch.batch() / batch.batches(),
        batch.losses().get("loss"),
        batch.imagesPerSecond(),
        left(batch.progress()));
  }

  /** What remains of the whole run, from the pace so far. */
  private String left(double progress) {
    double done = progress - from;
    if (done < 0.02) return "";
    double seconds = (System.nanoTime() - begun) / 1e9;
    return "  " + Time.words(seconds * (1 - progress) / done) + " left";
  }

  private String epoch(TrainEvent.Validated epoch) {
    return String.format(
        Locale.ROOT,
        "epoch %-7s loss %.4f  %s %.4f%s  %.0f images/s  %s",
        number(epoch.epoch()),
        epoch.loss(),
        epoch.validation().headline(),
        epoch.validation().score(),
        epoch.best() ? " (best)" : "       ",
        epoch.imagesPerSecond(),
        Time.words(epoch.seconds()));
  }

  private String number(int epoch) {
    return epochs > 0 ? epoch + "/" + epochs : "" + epoch;
  }

  private static String stopped(TrainEvent.Stopped stopped) {
    String why =
        switch (stopped.reason()) {
          case FINISHED -> "Trained";
          case NO_TIME_LEFT -> "The time is used up: trained";
          case NO_IMPROVEMENT -> "The score no longer improves: trained";
          case INTERRUPTED -> "Stopped: trained";
        };
    return why
        + " for "
        + Time.words(stopped.seconds())
        + (stopped.bestEpoch() > 0 ? "; epoch " + stopped.bestEpoch() + " scored best" : "");
  }

  @Override
  public void close() {
    live.close();
  }
}
