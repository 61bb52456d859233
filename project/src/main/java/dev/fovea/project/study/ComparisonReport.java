package dev.fovea.project.study;

import dev.fovea.project.Digits;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Time;
import dev.fovea.project.report.Curves;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.Grid;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Plot;
import dev.fovea.project.report.RunsReport;
import dev.fovea.task.classify.metric.PairedBootstrap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The page of a comparison: report.html and scores.png in a folder of their own. */
public record ComparisonReport(Comparison comparison) {
  /** Writes both into a new folder; the answer is the page. */
  public Path write(Path folder) {
    RunFolder out = RunFolder.create(folder);
    var lines = new LinkedHashMap<String, List<EpochRow>>();
    comparison.runs().forEach(run -> lines.put(run.name(), run.rows()));
    Picture curves = Curves.runs(comparison.headline(), lines);
    var _ = curves.write(out.picture("scores"));
    var grids = new ArrayList<Grid>(List.of(scores()));
    if (!comparison.gains().isEmpty()) grids.add(gains());
    if (!comparison.differences().isEmpty()) grids.add(differences());
    new RunsReport(
            "comparison of runs",
            comparison.runs().size() + " runs by " + comparison.headline(),
            "Scores are those of each run's own validation pictures.",
            List.of(),
            grids,
            List.of(new Plot(curves, comparison.headline() + " of each run by epoch")),
            List.of(),
            List.of(),
            List.of(),
            List.of())
        .write(out.report());
    return out.report();
  }

  /** Every score of every run; an interval stands behind its score. */
  private Grid scores() {
    var names = new LinkedHashSet<String>();
    comparison.runs().forEach(run -> names.addAll(run.metrics().keySet()));
    names.removeIf(name -> name.endsWith("_low") || name.endsWith("_high"));
    var rows = new ArrayList<List<String>>();
    for (String name : names) {
      var row = new ArrayList<String>(List.of(name));
      comparison.runs().forEach(run -> row.add(Digits.of(name, run.metrics())));
      rows.add(row);
    }
    var times = new ArrayList<String>(List.of("time"));
    comparison.runs().forEach(run -> times.add(Time.words(run.seconds())));
    rows.add(times);
    return new Grid("Scores", "With 95 % bootstrap intervals.", heads("Score"), rows);
  }

  private Grid gains() {
    var rows = new ArrayList<List<String>>();
    for (Comparison.Gain gain : comparison.gains())
      gain.scores()
          .forEach((name, g) ->
              rows.add(List.of(gain.best() + " over " + gain.other(), name, words(g), sure(g))));
    return new Grid(
        "Is the best one better?",
        "Paired bootstrap on the same validation pictures. The run was picked as the best on these"
            + " very pictures, which flatters it a little.",
        List.of("Runs", "Score", "Difference, 95 % interval", "Better?"),
        rows);
  }

  private static String words(PairedBootstrap.Gain gain) {
    return String.format(
        Locale.ROOT,
        "%+.4f (%+.4f to %+.4f)",
        gain.value(),
        gain.interval().low(),
        gain.interval().high());
  }

  private static String sure(PairedBootstrap.Gain gain) {
    return gain.certain() ? "yes" : "not shown";
  }

  private Grid differences() {
    var rows = new ArrayList<List<String>>();
    comparison
        .differences()
        .forEach((key, values) -> {
          var row = new ArrayList<String>(List.of(key));
          row.addAll(values);
          rows.add(row);
        });
    return new Grid(
        "What differs in the recipes", "Keys that are alike are left out.", heads("Key"), rows);
  }

  private List<String> heads(String first) {
    var heads = new ArrayList<String>(List.of(first));
    comparison.runs().forEach(run -> heads.add(run.name()));
    return heads;
  }
}
