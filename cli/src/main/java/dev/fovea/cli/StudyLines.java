package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.Time;
import dev.fovea.project.study.FinishedRun;
import dev.fovea.project.study.Spread;
import dev.fovea.project.study.StudyResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a study came to, as tables. */
final class StudyLines {
  private StudyLines() {}

  static void print(PrintStream out, StudyResult result) {
    out.println();
    if (result.ranking().isPresent()) SearchLines.print(out, result, result.ranking().get());
    else repeats(out, result);
    out.println();
    if (result.ranking().isPresent()) {
      out.println("Model   " + result.model());
      out.println("Recipe  " + result.folder().bestRecipe());
    }
    out.println("Table   " + result.folder().table());
    out.println("Report  " + result.report());
  }

  private static void repeats(PrintStream out, StudyResult result) {
    runs(result).forEach(out::println);
    out.println();
    out.println(
        result.pooled().isPresent()
            ? "All pictures, each judged by the network that had not seen it:"
            : "The split is the same; what differs is chance in training alone.");
    result
        .pooled()
        .ifPresent(scores -> {
          out.println();
          ScoreLines.headlines(scores.headlines()).forEach(out::println);
        });
    result
        .threshold()
        .ifPresent(chosen -> {
          out.println();
          Wrapped.lines("", 0, chosen.sentence()).forEach(out::println);
        });
  }

  /** One line a run, then mean, deviation, least and most. */
  private static List<String> runs(StudyResult result) {
    List<String> names = result.leading();
    var heads = new ArrayList<String>(List.of("Run"));
    names.forEach(name -> heads.add(name + ">"));
    heads.add("Time>");
    var table = new Table(heads.toArray(String[]::new));
    for (FinishedRun run : result.runs()) {
      var cells = new ArrayList<String>(List.of(run.name()));
      names.forEach(name -> cells.add(Digits.of(run.metrics().get(name))));
      cells.add(Time.words(run.seconds()));
      table.row(cells.toArray(String[]::new));
    }
    spread(table, result, "mean", Spread::mean);
    spread(table, result, "std", Spread::std);
    spread(table, result, "least", Spread::min);
    spread(table, result, "most", Spread::max);
    return table.lines();
  }

  private static void spread(
      Table table, StudyResult result, String name, ToDoubleFunction<Spread> value) {
    var cells = new ArrayList<String>(List.of(name));
    for (String score : result.leading())
      cells.add(Digits.of(value.applyAsDouble(result.spreads().get(score))));
    cells.add("");
    table.row(cells.toArray(String[]::new));
  }
}
