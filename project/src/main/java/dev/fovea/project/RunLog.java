package dev.fovea.project;

import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.EventFile;
import dev.fovea.project.report.LogCsv;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes log.csv and TensorBoard's events while a run goes on. */
final class RunLog implements AutoCloseable {
  private static final int EVERY_STEPS = 10;

  private final RunFolder folder;
  private final EventFile events;

  /**
   * @param step what came after it is cut off: a run that was killed had written more than it had
   *     saved
   */
  RunLog(RunFolder folder, long step) {
    this.folder = folder;
    Path file = folder.path().resolve(EventFile.NAME);
    try {
      LogCsv.cutAfter(folder.log(), step);
      EventFile.truncateAfter(file, step);
      events = EventFile.open(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder.path() + ": the log cannot be written: " + e.getMessage(), e);
    }
  }

  void heard(TrainEvent event) {
    try {
      switch (event) {
        case TrainEvent.BatchDone b -> {
          if (b.step() % EVERY_STEPS == 0) events.scalars(b.step(), scalars(b));
        }
        case TrainEvent.Validated v -> validated(v);
        case TrainEvent.Started _ -> {}
        case TrainEvent.EpochStarted _ -> {}
        case TrainEvent.Saved _ -> events.flush();
        case TrainEvent.Stopped _ -> events.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder.path() + ": the log cannot be written: " + e.getMessage(), e);
    }
  }

  private void validated(TrainEvent.Validated v) throws IOException {
    var scores = new LinkedHashMap<>(v.validation().metrics());
    double loss = scores.getOrDefault("loss", Double.NaN);
    scores.remove("loss");
    LogCsv.append(
        folder.log(),
        new EpochRow(
            v.epoch(),
            v.step(),
            v.seconds(),
            v.rate(),
            v.loss(),
            loss,
            parts(v.losses()),
            scores,
            v.imagesPerSecond(),
            v.waitShare()));
    var scalars = new LinkedHashMap<String, Double>();
    scalars.put("loss/train", v.loss());
    scalars.put("loss/val", loss);
    parts(v.losses()).forEach((name, part) -> scalars.put("loss/train_" + name, part));
    scores.forEach((name, score) -> scalars.put("val/" + name, score));
    events.scalars(v.step(), scalars);
  }

  private static Map<String, Double> scalars(TrainEvent.BatchDone batch) {
    var scalars = new LinkedHashMap<String, Double>();
    scalars.put("loss/step", batch.losses().get("loss"));
    parts(batch.losses()).forEach((name, loss) -> scalars.put("loss/step_" + name, loss));
    scalars.put("rate", batch.rate());
    return scalars;
  }

  /** What the loss is made of, where it is more than one thing. */
  private static Map<String, Double> parts(Map<String, Double> losses) {
    var parts = new LinkedHashMap<>(losses);
    parts.remove("loss");
    return parts;
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder.path() + ": the log cannot be closed: " + e.getMessage(), e);
    }
  }
}
