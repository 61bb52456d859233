package dev.fovea.project.study;

import dev.fovea.data.Split;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Views;
import dev.fovea.predict.Settings;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.report.Headline;
import dev.fovea.project.use.Evaluate;
import dev.fovea.project.use.EvaluateBoxes;
import dev.fovea.project.use.EvaluatedBoxes;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.train.TrainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What the trials of a search say together. */
final class SearchEnd {
  private static final int BATCH = 64;

  private SearchEnd() {}

  /** Ranks the trials; a search that is complete is written down. */
  static StudyResult of(StudyFolder folder, Plan plan, List<Trial> trials, boolean interrupted) {
    List<FinishedRun> finished =
        trials.stream()
            .filter(Trial::finished)
            .sorted(Trial.BEST_FIRST)
            .map(trial -> FinishedRun.open(trial.folder().path()))
            .toList();
    String headline = trials.getFirst().recipe().train().metric();
    var metrics = new LinkedHashMap<String, Double>();
    Optional<Ranking> ranking = Optional.empty();
    if (!interrupted) {
      if (finished.isEmpty())
        throw new TrainException(
            folder.path()
                + ": no trial came to its end, since those that led diverged; search smaller rates"
                + " with --search train.rate=LOW..HIGH");
      FinishedRun winner = finished.getFirst();
      copy(winner.folder().best(), folder.best());
      winner.recipe().write(folder.bestRecipe());
      Optional<Scored> test = test(winner);
      ranking = Optional.of(new Ranking(new Space(plan.ranges()), trials, test));
      metrics.putAll(winner.metrics());
      test.ifPresent(scores -> put(scores, metrics));
    }
    var result =
        new StudyResult(
            folder,
            plan,
            headline,
            finished,
            new LinkedHashMap<>(),
            Optional.empty(),
            ranking,
            metrics,
            interrupted);
    ranking.ifPresent(found -> {
      MetricsJson.write(metrics, folder.metrics());
      AtomicFile.write(folder.table(), table(found, headline));
      new SearchReport(result, found).write();
    });
    return result;
  }

  private static void put(Scored test, SequencedMap<String, Double> metrics) {
    test.metrics().forEach((name, value) -> metrics.put("test_" + name, value));
  }

  private static Optional<Scored> test(FinishedRun winner) {
    Recipe recipe = winner.recipe();
    Path data = Path.of(recipe.data().path());
    var unchecked = ReadOptions.forTraining().withCheck(false); // as the trials read them
    if (winner.detects()) return boxes(winner, data, unchecked.withBoxes());
    if (Datasets.open(data, unchecked).split(Split.TEST).isEmpty()) return Optional.empty();
    var evaluate =
        new Evaluate(
            winner.folder().best(),
            data,
            Optional.of(Split.TEST),
            recipe.train().device(),
            BATCH,
            recipe.data().strict(),
            Views.NONE);
    return Optional.of(Scored.of(evaluate.run((_, _) -> {}).scores()));
  }

  private static Optional<Scored> boxes(FinishedRun winner, Path data, ReadOptions unchecked) {
    if (Datasets.open(data, unchecked).split(Split.TEST).isEmpty()) return Optional.empty();
    var evaluate =
        new EvaluateBoxes(
            winner.folder().best(),
            data,
            Optional.of(Split.TEST),
            Settings.on(winner.recipe().train().device()),
            BATCH,
            winner.recipe().data().strict());
    EvaluatedBoxes result = evaluate.run((_, _) -> {});
    return Optional.of(
        new Scored(
            Headline.every(result.evaluation().scores(), result.evaluation().answering()),
            result.metrics()));
  }

  private static void copy(Path from, Path to) {
    try {
      AtomicFile.write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String table(Ranking ranking, String headline) {
    var heads = new ArrayList<>(List.of("trial", "epochs", "seconds", "finished", "diverged"));
    heads.add(headline);
    heads.addAll(ranking.keys());
    var lines = new ArrayList<>(List.of(CsvRows.row(heads)));
    for (Trial trial : ranking.trials()) {
      var cells = new ArrayList<>(List.of(trial.name(), "" + trial.rows().size()));
      cells.add("" + Math.round(trial.seconds()));
      cells.add("" + trial.finished());
      cells.add("" + trial.diverged());
      cells.add(Double.isFinite(trial.score()) ? "" + trial.score() : "");
      var values = ranking.values(trial);
      ranking.keys().forEach(key -> cells.add(values.getOrDefault(key, "")));
      lines.add(CsvRows.row(cells));
    }
    return String.join("\n", lines) + "\n";
  }
}
