package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.Novelty;
import dev.fovea.torch.Devices;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What happens once training is over: the best model is scored and everything is drawn. */
record RunEnd(Recipe recipe, RunFolder folder, Dataset data, Judge judge) {
  RunResult of(TrainEvent.Reason reason) {
    boolean unfinished = reason == TrainEvent.Reason.INTERRUPTED || !Files.exists(folder.best());
    if (unfinished)
      return new RunResult(
          folder.path(),
          folder.best(),
          folder.report(),
          new LinkedHashMap<>(),
          null,
          List.of(),
          reason);
    try (Model best = ModelFile.read(folder.best())) {
      best.weights().moveTo(Devices.of(recipe.train().device()));
      Calibrated calibrated = Calibrated.of(recipe, data, judge.outputs(best.weights()));
      last();
      Optional<Novelty> novelty = keep(folder.best(), best, calibrated);
      var sentences = new ArrayList<>(calibrated.sentences());
      sentences.addAll(Familiar.sentences(novelty));
      ValidationAnswers.of(data, calibrated.evaluation()).write(folder.validation());
      MetricsJson.write(calibrated.metrics(), folder.metrics());
      List<EpochRow> rows = LogCsv.read(folder.log());
      new RunReport(recipe, folder, data, calibrated, rows).write();
      return new RunResult(
          folder.path(),
          folder.best(),
          folder.report(),
          calibrated.metrics(),
          calibrated.evaluation().scores(),
          sentences,
          reason);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.path() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The last model answers as its own outputs ask for. */
  private void last() {
    if (!Files.exists(folder.last())) return;
    try (Model last = ModelFile.read(folder.last())) {
      last.weights().moveTo(Devices.of(recipe.train().device()));
      var _ = keep(folder.last(), last, Calibrated.of(recipe, data, judge.outputs(last.weights())));
    }
  }

  private Optional<Novelty> keep(Path file, Model model, Calibrated calibrated) {
    Optional<Novelty> novelty = new Familiar(data, recipe.train().device()).of(model);
    ModelFile.write(
        file,
        model
            .withPostprocess(calibrated.postprocess())
            .withScores(calibrated.metrics())
            .withNovelty(novelty));
    return novelty;
  }
}
