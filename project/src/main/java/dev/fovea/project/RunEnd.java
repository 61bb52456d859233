package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.torch.Devices;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What happens once training is over: the best model is scored and everything is drawn. */
record RunEnd(Recipe recipe, RunFolder folder, Dataset data, Judge judge) {
  RunResult of(TrainEvent.Reason reason) {
    boolean unfinished = reason == TrainEvent.Reason.INTERRUPTED || !Files.exists(folder.best());
    if (unfinished)
      return new RunResult(
          folder.path(), folder.best(), folder.report(), new LinkedHashMap<>(), null, reason);
    try (Model best = ModelFile.read(folder.best())) {
      best.weights().moveTo(Devices.of(recipe.train().device()));
      Evaluation evaluation =
          Evaluation.of(judge.outputs(best.weights()), best.postprocess(), Bootstrap.DEFAULT);
      SequencedMap<String, Double> metrics = Judge.finite(evaluation.scores());
      ValidationAnswers.of(data, evaluation).write(folder.validation());
      MetricsJson.write(metrics, folder.metrics());
      List<EpochRow> rows = LogCsv.read(folder.log());
      new RunReport(recipe, folder, data, recipe.train().metric(), evaluation, rows).write();
      return new RunResult(
          folder.path(), folder.best(), folder.report(), metrics, evaluation.scores(), reason);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.path() + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
