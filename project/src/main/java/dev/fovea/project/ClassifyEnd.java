package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.predict.model.Novelty;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Headline;
import dev.fovea.project.report.LogCsv;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.Devices;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens once training is over: the best model is scored and everything is drawn. */
record ClassifyEnd(Recipe recipe, RunFolder folder, Dataset data, ClassifyJudge judge) {
  RunResult of(TrainEvent.Reason reason) {
    if (reason == TrainEvent.Reason.INTERRUPTED || !Files.exists(folder.best()))
      return RunResult.unfinished(folder, reason);
    try (Model best = ModelFile.read(folder.best())) {
      best.weights().moveTo(Devices.of(recipe.train().device()));
      Calibrated calibrated = Calibrated.of(recipe, data, judge.outputs(best.weights()));
      Familiar familiar = new Familiar(data, recipe.train().device());
      Optional<Novelty> novelty = familiar.of(best);
      last(best, calibrated, novelty, familiar);
      keep(folder.best(), best, calibrated, novelty);
      var sentences = new ArrayList<>(calibrated.sentences());
      sentences.addAll(Familiar.sentences(novelty));
      ValidationAnswers.of(data, calibrated.evaluation()).write(folder.validation());
      MetricsJson.write(calibrated.metrics(), folder.metrics());
      List<EpochRow> rows = LogCsv.read(folder.log());
      new ClassifyReport(recipe, folder, data, calibrated, rows).write();
      return new RunResult(
          folder.path(),
          folder.best(),
          folder.report(),
          calibrated.metrics(),
          Headline.every(calibrated.evaluation().scores()),
          sentences,
          reason);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.path() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * The last model answers as its own outputs ask for; where it is the best one, they are known.
   */
  private void last(Model best, Calibrated calibrated, Optional<Novelty> novelty, Familiar familiar)
      throws IOException {
    if (!Files.exists(folder.last())) return;
    if (Files.mismatch(folder.best(), folder.last()) == -1) {
      keep(folder.last(), best, calibrated, novelty);
      return;
    }
    try (Model last = ModelFile.read(folder.last())) {
      last.weights().moveTo(Devices.of(recipe.train().device()));
      Calibrated own = Calibrated.of(recipe, data, judge.outputs(last.weights()));
      keep(folder.last(), last, own, familiar.of(last));
    }
  }

  /** A least confidence that was chosen for the model stays. */
  private static void keep(
      Path file, Model model, Calibrated calibrated, Optional<Novelty> novelty) {
    double least = model.classify().minConfidence();
    ModelFile.write(
        file,
        model
            .withPostprocess(calibrated.postprocess().withMinConfidence(least))
            .withScores(calibrated.metrics())
            .withNovelty(novelty));
  }
}
