package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Shell;
import dev.fovea.project.Time;
import dev.fovea.project.study.Comparison;
import dev.fovea.project.study.ComparisonReport;
import dev.fovea.project.study.FinishedRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts finished runs side by side. */
@Command(
    name = "compare",
    header = "Puts runs side by side: scores, what differs, whether the best is better.",
    customSynopsis = "fovea compare RUN... [OPTION]...",
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private static final int MOST_KEYS = 30;

  private final Screen screen;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders of runs, or of studies for all runs in them.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the page; else the next of runs/compare-1, -2 ...")
  private Path out;

  CompareCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Given.fresh(out);
    Comparison comparison = Comparison.of(folders);
    Path folder = out != null ? out : RunFolder.next(Path.of("runs"), "compare");
    Path page = new ComparisonReport(comparison).write(folder);
    PrintStream words = screen.out();
    scores(comparison).forEach(words::println);
    differences(words, comparison);
    gains(words, comparison);
    words.println();
    words.println("Report  " + page);
    FinishedRun first = comparison.runs().getFirst();
    screen.next(words, "fovea info " + Shell.quoted(first.folder().best()));
    return Sentence.DONE;
  }

  private static List<String> scores(Comparison comparison) {
    var table =
        new Table("Run", comparison.headline() + ">", "95 % interval>", "images/s>", "Time>");
    for (FinishedRun run : comparison.runs()) {
      Double low = run.metrics().get(comparison.headline() + "_low");
      Double high = run.metrics().get(comparison.headline() + "_high");
      Double value = run.metrics().get(comparison.headline());
      table.row(
          run.name(),
          value == null ? "-" : Digits.of(value),
          low == null || high == null ? "" : Digits.of(low) + " to " + Digits.of(high),
          String.format(Locale.ROOT, "%.0f", run.imagesPerSecond()),
          Time.words(run.seconds()));
    }
    return table.lines();
  }

  /** One line a key: the values of the runs in their order. */
  private static void differences(PrintStream words, Comparison comparison) {
    if (comparison.differences().isEmpty()) return;
    words.println();
    words.println("What differs in the recipes, in the order of the runs:");
    comparison.differences().entrySet().stream()
        .limit(MOST_KEYS)
        .flatMap(entry ->
            Wrapped.lines("  " + entry.getKey(), 28, String.join(", ", entry.getValue())).stream())
        .forEach(words::println);
  }

  private static void gains(PrintStream words, Comparison comparison) {
    for (Comparison.Gain gain : comparison.gains()) {
      boolean led = gain.scores().containsKey(comparison.headline());
      String name = led ? comparison.headline() : "map";
      var score = gain.scores().get(name);
      if (score == null) continue;
      String sentence =
          String.format(
              Locale.ROOT,
              "%s over %s: %s %+.4f (%+.4f to %+.4f, paired bootstrap), %s",
              gain.best(),
              gain.other(),
              name,
              score.value(),
              score.interval().low(),
              score.interval().high(),
              score.certain() ? "better" : "not shown to be better");
      words.println();
      Wrapped.lines("", 0, sentence).forEach(line -> words.println(line.strip()));
    }
  }
}
