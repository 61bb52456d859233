package dev.fovea.cli;

import dev.fovea.image.Classes;
import dev.fovea.project.Digits;
import dev.fovea.project.report.Headline;
import dev.fovea.task.classify.metric.ClassScores;
import dev.fovea.task.classify.metric.Confusion;
import dev.fovea.task.classify.metric.Interval;
import dev.fovea.task.classify.metric.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Scores as tables. */
final class ScoreLines {
  private static final int MOST_CLASSES = 20;
  private static final int MOST_MIXED_UP = 3;
  private static final double UNEVEN = 3;

  private ScoreLines() {}

  /** All numbers with their intervals. */
  static List<String> headlines(List<Headline> scores) {
    var table = new Table("Score", "Value>", "95 % interval>");
    for (Headline score : scores)
      table.row(
          score.name(),
          Digits.of(score.value()),
          score.hasInterval() ? Digits.of(score.low()) + " to " + Digits.of(score.high()) : "");
    return table.lines();
  }

  /** From its low end to its high one; nothing where there is none. */
  static String interval(Interval interval) {
    return interval == null ? "" : Digits.of(interval.low()) + " to " + Digits.of(interval.high());
  }

  /** One line a class; the weakest where there are many. */
  static List<String> classes(Scores scores, Classes classes) {
    var rows = new ArrayList<>(scores.rows());
    boolean many = rows.size() > MOST_CLASSES;
    if (many) {
      rows.removeIf(row -> row.support() == 0);
      rows.sort(Comparator.comparingDouble(ClassScores::f1));
      rows.subList(Math.min(MOST_CLASSES, rows.size()), rows.size()).clear();
    }
    List<String> lines = uneven(scores) ? unevenRows(rows, classes) : evenRows(rows, classes);
    if (many)
      lines.add("The %d weakest of %d classes.".formatted(rows.size(), scores.rows().size()));
    return lines;
  }

  private static List<String> evenRows(List<ClassScores> rows, Classes classes) {
    var table = new Table("Class", "Pictures>", "Recall>", "Precision>", "F1>", "AUROC>");
    for (ClassScores row : rows)
      table.row(
          classes.name(row.label()),
          pictures(row),
          Digits.of(row.recall()),
          Digits.of(row.precision()),
          Digits.of(row.f1()),
          Digits.of(row.auroc()));
    return table.lines();
  }

  /** Of uneven classes each recall with its interval, and the average precision (AP). */
  private static List<String> unevenRows(List<ClassScores> rows, Classes classes) {
    var table = new Table("Class", "Pictures>", "Recall>", "95 %>", "Precision>", "AUROC>", "AP>");
    for (ClassScores row : rows) {
      Interval recall = row.recallInterval();
      table.row(
          classes.name(row.label()),
          pictures(row),
          Digits.of(row.recall()),
          Double.isNaN(recall.low())
              ? "-"
              : String.format(Locale.ROOT, "%.2f to %.2f", recall.low(), recall.high()),
          Digits.of(row.precision()),
          Digits.of(row.auroc()),
          Digits.of(row.averagePrecision()));
    }
    return table.lines();
  }

  private static String pictures(ClassScores row) {
    return String.format(Locale.ROOT, "%,d", row.support());
  }

  /** The classes that are most often taken for others; none where nothing was. */
  static List<String> mixedUp(Confusion confusion, Classes classes) {
    record Pair(int truth, int answer, long times) {}
    var pairs = new ArrayList<Pair>();
    for (int t = 0; t < confusion.classes(); t++)
      for (int a = 0; a < confusion.classes(); a++)
        if (t != a && confusion.at(t, a) > 0) pairs.add(new Pair(t, a, confusion.at(t, a)));
    pairs.sort(Comparator.comparingLong(Pair::times).reversed());
    return pairs.stream()
        .limit(MOST_MIXED_UP)
        .map(pair ->
            "%s taken for %s: %,d"
                .formatted(classes.name(pair.truth()), classes.name(pair.answer()), pair.times()))
        .toList();
  }

  private static boolean uneven(Scores scores) {
    var counts =
        scores.rows().stream().mapToLong(ClassScores::support).filter(n -> n > 0).toArray();
    long most = Arrays.stream(counts).max().orElse(0);
    long least = Arrays.stream(counts).min().orElse(0);
    return most >= UNEVEN * least;
  }
}
