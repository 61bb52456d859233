package dev.fovea.project.study;

import dev.fovea.project.Digits;
import dev.fovea.project.RecipeKeys;
import dev.fovea.project.Shell;
import dev.fovea.project.Time;
import dev.fovea.project.report.Command;
import dev.fovea.project.report.Curves;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Fact;
import dev.fovea.project.report.Grid;
import dev.fovea.project.report.Headline;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Plot;
import dev.fovea.project.report.RunsReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The page of a search. */
record SearchReport(StudyResult result, Ranking ranking) {
  void write() {
    var lines = new LinkedHashMap<String, List<EpochRow>>();
    ranking.trials().forEach(trial -> lines.put(trial.name(), trial.rows()));
    Picture curves = Curves.runs(result.headline(), lines);
    var _ = curves.write(result.folder().curves());
    new RunsReport(
            "report of a search",
            result.folder().name() + ": " + ranking.trials().size() + " trials",
            summary(),
            headlines(),
            List.of(trials()),
            List.of(new Plot(curves, result.headline() + " of each trial by epoch")),
            List.of(),
            List.of(),
            next(),
            facts())
        .write(result.folder().report());
  }

  private String summary() {
    double seconds = ranking.trials().stream().mapToDouble(Trial::seconds).sum();
    return "Of %d recipes, trained for %s in all, %s scored best: %s. %s"
        .formatted(
            ranking.trials().size(),
            Time.words(seconds),
            ranking.winner().name(),
            ranking.words(ranking.winner()),
            ranking.caution());
  }

  private List<Headline> headlines() {
    return ranking
        .test()
        .map(test -> Headline.leading(test.headlines(), result.headline()))
        .orElseGet(() -> List.of(Headline.of(result.headline(), ranking.winner().score())));
  }

  private Grid trials() {
    var heads = new ArrayList<String>(List.of("Trial", result.headline(), "Epochs", "Time"));
    ranking.keys().forEach(key -> heads.add(RecipeKeys.last(key)));
    var rows = new ArrayList<List<String>>();
    for (Trial trial : ranking.trials()) {
      var row = new ArrayList<String>(List.of(trial.name()));
      row.add(Digits.of(trial.score()));
      row.add(trial.fate());
      row.add(Time.words(trial.seconds()));
      var values = ranking.values(trial);
      ranking.keys().forEach(key -> row.add(Ranking.plain(values.getOrDefault(key, "-"))));
      rows.add(row);
    }
    return new Grid(
        "Trial by trial",
        "Best validation score of each. The first trial is the recipe as it was given. All learned"
            + " for a ninth of a run, the best third of them for a third of it, and the best third"
            + " of those to the end (successive halving).",
        heads,
        rows);
  }

  private List<Command> next() {
    Path data = Path.of(ranking.winner().recipe().data().path());
    return List.of(
        new Command(
            "fovea predict " + Shell.quoted(result.folder().best()) + " PICTURES",
            "answers of the winner's model"),
        new Command(
            "fovea train classify --recipe "
                + Shell.quoted(result.folder().bestRecipe())
                + " --data "
                + Shell.quoted(data)
                + " --seeds 3",
            "the winner's recipe again, with other seeds"));
  }

  private List<Fact> facts() {
    var recipe = ranking.winner().recipe();
    return List.of(
        new Fact("Data", recipe.data().path()),
        new Fact("Model", recipe.model().name()),
        new Fact("Seed of the search", "" + recipe.train().seed()),
        new Fact("Seed of the split", "" + recipe.splitSeed()),
        new Fact("Drawn from", String.join("; ", ranking.ranges().lines())));
  }
}
