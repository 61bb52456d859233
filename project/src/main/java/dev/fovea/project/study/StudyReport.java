package dev.fovea.project.study;

import dev.fovea.project.Digits;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The page of a study. */
record StudyReport(StudyResult result) {
  void write() {
    var lines = new LinkedHashMap<String, List<EpochRow>>();
    result.runs().forEach(run -> lines.put(run.name(), run.rows()));
    Picture curves = Curves.runs(result.headline(), lines);
    var _ = curves.write(result.folder().curves());
    new RunsReport(
            folds() ? "report of a cross-validation" : "report of several seeds",
            result.folder().name() + ": " + result.runs().size() + " " + result.plan().word(),
            summary(),
            headlines(),
            List.of(runs(), spreads()),
            List.of(new Plot(curves, result.headline() + " of each run by epoch")),
            List.of(),
            List.of(),
            next(),
            facts())
        .write(result.folder().report());
  }

  private String summary() {
    double seconds = result.runs().stream().mapToDouble(FinishedRun::seconds).sum();
    String model = result.runs().getFirst().recipe().model().name();
    String words =
        folds()
            ? "%s was trained %d times in %s, each time without another part of the pictures; every picture was judged by the network that had not seen it."
            : "%s was trained %d times in %s on the same pictures with other seeds; what differs is chance in training alone.";
    String told = words.formatted(model, result.plan().count(), Time.words(seconds));
    return result.threshold().map(chosen -> told + " " + chosen.sentence()).orElse(told);
  }

  private boolean folds() {
    return result.plan() instanceof Plan.Folds;
  }

  private List<Headline> headlines() {
    List<Headline> pooled =
        result
            .pooled()
            .map(scores -> Headline.leading(scores.headlines(), result.headline()))
            .orElse(List.of());
    if (!pooled.isEmpty()) return pooled;
    Spread spread = result.spreads().get(result.headline());
    return spread == null ? List.of() : List.of(Headline.of(result.headline(), spread.mean()));
  }

  private Grid runs() {
    List<String> names = result.leading();
    var heads = new ArrayList<String>(List.of("Run"));
    heads.addAll(names);
    heads.addAll(List.of("Epochs", "Time"));
    var rows = new ArrayList<List<String>>();
    for (FinishedRun run : result.runs()) {
      var row = new ArrayList<String>(List.of(run.name()));
      names.forEach(name -> row.add(Digits.of(run.metrics().get(name))));
      row.add("" + run.rows().size());
      row.add(Time.words(run.seconds()));
      rows.add(row);
    }
    return new Grid("Run by run", "", heads, rows);
  }

  private Grid spreads() {
    String note =
        folds()
            ? "Over the folds. The deviation is that of a sample (n - 1); the folds share training"
                + " pictures, so it is no interval of the mean. The bands above are bootstrap"
                + " intervals over all pictures."
            : "Over the seeds; the split is the same. The deviation is that of a sample (n - 1).";
    var rows = new ArrayList<List<String>>();
    result
        .spreads()
        .forEach((name, s) ->
            rows.add(
                List.of(
                    name,
                    Digits.of(s.mean()),
                    Digits.of(s.std()),
                    Digits.of(s.min()),
                    Digits.of(s.max()))));
    return new Grid(
        "Mean and spread", note, List.of("Score", "Mean", "Std", "Least", "Most"), rows);
  }

  private List<Command> next() {
    return result.runs().stream()
        .map(run ->
            new Command(
                "fovea predict " + Shell.quoted(run.folder().best()) + " PICTURES",
                "answers of the model of " + run.name()))
        .limit(1)
        .toList();
  }

  private List<Fact> facts() {
    var recipe = result.runs().getFirst().recipe();
    return List.of(
        new Fact("Data", recipe.data().path()),
        new Fact("Model", recipe.model().name()),
        new Fact("Seed of the split", "" + recipe.splitSeed()));
  }
}
