package dev.fovea.project.study;

import dev.fovea.data.csv.CsvRows;
import dev.fovea.project.BoxAnswers;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.ValidationAnswers;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.torch.file.AtomicFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What several finished runs say together. */
final class StudyEnd {
  private StudyEnd() {}

  /** Reads the runs together; a study that is complete is written down. */
  static StudyResult of(
      StudyFolder folder, Plan plan, List<FinishedRun> runs, boolean interrupted) {
    SequencedMap<String, Spread> spreads = spreads(runs);
    var metrics = new LinkedHashMap<String, Double>();
    Optional<Scored> pooled = Optional.empty();
    if (!interrupted) {
      pooled =
          switch (plan) {
            case Plan.Folds _ -> Optional.of(pooled(runs));
            case Plan.Seeds _, Plan.Search _ -> Optional.empty();
          };
      pooled.ifPresent(scores -> metrics.putAll(scores.metrics()));
      spreads.forEach((name, spread) -> put(metrics, name, spread));
    }
    String headline = runs.isEmpty() ? "" : runs.getFirst().recipe().train().metric();
    var result =
        new StudyResult(
            folder, plan, headline, runs, spreads, pooled, Optional.empty(), metrics, interrupted);
    if (!interrupted) {
      MetricsJson.write(metrics, folder.metrics());
      AtomicFile.write(folder.table(), table(runs));
      new StudyReport(result).write();
    }
    return result;
  }

  /** Of all pictures of all folds. */
  private static Scored pooled(List<FinishedRun> folds) {
    if (folds.getFirst().detects())
      return Scored.of(BoxAnswers.joined(folds.stream().map(FinishedRun::boxes).toList()).metric());
    return Scored.of(
        ValidationAnswers.joined(folds.stream().map(FinishedRun::answers).toList())
            .scores(Bootstrap.DEFAULT));
  }

  /** Of all scores that every run has; ends of intervals are none. */
  private static SequencedMap<String, Spread> spreads(List<FinishedRun> runs) {
    var spreads = new LinkedHashMap<String, Spread>();
    if (runs.isEmpty()) return spreads;
    for (String name : runs.getFirst().metrics().keySet()) {
      if (name.endsWith("_low") || name.endsWith("_high")) continue;
      if (runs.stream().allMatch(run -> run.metrics().containsKey(name)))
        spreads.put(
            name, Spread.of(runs.stream().mapToDouble(run -> run.metrics().get(name)).toArray()));
    }
    return spreads;
  }

  private static void put(SequencedMap<String, Double> metrics, String name, Spread spread) {
    metrics.put(name + "_mean", spread.mean());
    if (Double.isFinite(spread.std())) metrics.put(name + "_std", spread.std());
    metrics.put(name + "_min", spread.min());
    metrics.put(name + "_max", spread.max());
  }

  private static String table(List<FinishedRun> runs) {
    var names = new LinkedHashSet<String>();
    runs.forEach(run -> names.addAll(run.metrics().keySet()));
    var heads = new ArrayList<>(List.of("run", "epochs", "seconds"));
    heads.addAll(names);
    var lines = new ArrayList<>(List.of(CsvRows.row(heads)));
    for (FinishedRun run : runs) {
      var cells = new ArrayList<>(List.of(run.name(), "" + run.rows().size()));
      cells.add("" + Math.round(run.seconds()));
      for (String name : names)
        cells.add(run.metrics().containsKey(name) ? "" + run.metrics().get(name) : "");
      lines.add(CsvRows.row(cells));
    }
    return String.join("\n", lines) + "\n";
  }
}
