package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.study.Ranking;
import dev.fovea.project.study.StudyResult;
import dev.fovea.project.study.Trial;
import java.io.PrintStream;
import java.util.Locale;

/** What a search came to: its best trials, and what to make of the score. */
final class SearchLines {
  private static final int MOST = 20;

  private SearchLines() {}

  static void print(PrintStream out, StudyResult result, Ranking ranking) {
    int names = Math.max(10, ranking.winner().name().length());
    String form = "%-" + names + "s  %-" + Math.max(6, result.headline().length()) + "s  %-9s  ";
    String head = String.format(Locale.ROOT, form, "Trial", result.headline(), "Epochs");
    out.println(head + "What was drawn");
    out.println("─".repeat(Screen.COLUMNS));
    for (Trial trial : ranking.trials().stream().limit(MOST).toList())
      Wrapped.lines(
              String.format(
                  Locale.ROOT, form, trial.name(), Digits.of(trial.score()), trial.fate()),
              head.length(),
              ranking.words(trial))
          .forEach(out::println);
    if (ranking.trials().size() > MOST)
      out.println("and " + (ranking.trials().size() - MOST) + " more, in the table");
    out.println();
    Wrapped.lines("", 0, ranking.caution()).forEach(line -> out.println(line.strip()));
    ranking
        .test()
        .ifPresent(scores -> {
          out.println();
          ScoreLines.headlines(scores.headlines()).forEach(out::println);
        });
  }
}
