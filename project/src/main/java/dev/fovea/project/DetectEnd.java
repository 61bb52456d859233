package dev.fovea.project;

import dev.fovea.data.Split;
import dev.fovea.image.Classes;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Headline;
import dev.fovea.project.report.LogCsv;
import dev.fovea.project.report.detect.DetectRun;
import dev.fovea.project.report.detect.DetectWords;
import dev.fovea.project.report.detect.LabelStats;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.torch.Devices;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens once the training of a detector is over. */
record DetectEnd(Judging by, DetectJudge judge) {
  /** A map below is that of a detector which has only begun to learn. */
  private static final double LITTLE = 0.05;

  RunResult of(TrainEvent.Reason reason) {
    RunFolder folder = by.folder();
    if (reason == TrainEvent.Reason.INTERRUPTED || !Files.exists(folder.best()))
      return RunResult.unfinished(folder, reason);
    try (Model best = ModelFile.read(folder.best())) {
      best.weights().moveTo(Devices.of(by.recipe().train().device()));
      Answered answered = answered(best);
      DetectEvaluation evaluation = answered.evaluation();
      var metrics = evaluation.flat(by.data().classes());
      keep(answered, best);
      BoxAnswers.write(evaluation.outputs(), by.data().classes(), folder.validation());
      MetricsJson.write(metrics, folder.metrics());
      draw(answered);
      return new RunResult(
          folder.path(),
          folder.best(),
          folder.report(),
          metrics,
          Headline.every(evaluation.scores(), evaluation.answering()),
          answered.sentences(),
          reason);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.path() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void draw(Answered answered) throws IOException {
    RunFolder folder = by.folder();
    List<EpochRow> rows = LogCsv.read(folder.log());
    var words = new RunWords(by.recipe(), folder, by.data(), rows);
    new DetectRun(
            by.data().classes(),
            answered.evaluation(),
            by.recipe().train().metric(),
            LabelStats.of(by.data().classes(), by.data().split(Split.TRAIN)),
            rows)
        .draw(
            folder.path(),
            new DetectWords(
                words.title(),
                words.summary(answered.evaluation().scores().pictures()),
                words.facts(),
                answered.sentences(),
                words.broken(),
                words.next(),
                words.reproduce()))
        .write(folder.report());
  }

  /** How the model will answer, and what that is worth. */
  private record Answered(
      DetectPostprocess how, DetectEvaluation evaluation, List<String> sentences) {}

  /** Of a family with two heads the better one answers. */
  private Answered answered(Model best) {
    Classes classes = by.data().classes();
    DetectPostprocess how = judge.how();
    var chosen = DetectEvaluation.of(judge.outputs(best.weights()), classes, Bootstrap.DEFAULT);
    var sentences = new ArrayList<String>();
    if (how.oneToOne()) {
      DetectPostprocess other = how.withOneToOne(false);
      var many =
          DetectEvaluation.of(judge.outputs(best.weights(), other), classes, Bootstrap.DEFAULT);
      sentences.add(
          String.format(
              Locale.ROOT,
              "The head that says each thing once has a map of %.3f, the other with suppression of"
                  + " overlapping boxes (NMS) %.3f; the better one answers",
              map(chosen),
              map(many)));
      if (map(many) > map(chosen)) {
        chosen = many;
        how = other;
      }
    }
    if (map(chosen) < LITTLE)
      sentences.add(
          String.format(
              Locale.ROOT,
              "A map of %.3f means that next to nothing was learned, however sure the boxes are that"
                  + " predict draws: train longer (train --resume %s --epochs N, or --time)",
              map(chosen),
              Shell.quoted(by.folder().path())));
    double confidence = chosen.confidence();
    sentences.add(
        String.format(
            Locale.ROOT,
            "Boxes are answered from a confidence of %.3f on, where F1 on the validation pictures is"
                + " best; predict --min-score sets another",
            confidence));
    return new Answered(how.withMinScore(confidence), chosen, sentences);
  }

  private static double map(DetectEvaluation evaluation) {
    return evaluation.scores().values().getOrDefault("map", 0.0);
  }

  private void keep(Answered answered, Model best) throws IOException {
    RunFolder folder = by.folder();
    boolean same =
        Files.exists(folder.last()) && Files.mismatch(folder.best(), folder.last()) == -1;
    var metrics = answered.evaluation().flat(by.data().classes());
    ModelFile.write(folder.best(), best.withPostprocess(answered.how()).withScores(metrics));
    if (!Files.exists(folder.last())) return;
    try (Model last = ModelFile.read(same ? folder.best() : folder.last())) {
      ModelFile.write(folder.last(), last.withPostprocess(answered.how()));
    }
  }
}
