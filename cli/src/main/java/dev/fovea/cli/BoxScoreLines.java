package dev.fovea.cli;

import dev.fovea.image.Classes;
import dev.fovea.project.Digits;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.metric.BoxRow;
import dev.fovea.task.detect.metric.Curve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A detector's scores as tables. */
final class BoxScoreLines {
  private static final int MOST_CLASSES = 20;

  private BoxScoreLines() {}

  /** One line a class; the weakest where there are many. */
  static List<String> classes(DetectEvaluation evaluation, Classes classes) {
    var rows = new ArrayList<>(evaluation.scores().rows());
    int all = rows.size();
    boolean many = all > MOST_CLASSES;
    if (many) {
      rows.removeIf(row -> row.truths() == 0);
      rows.sort(Comparator.comparingDouble(BoxRow::map));
      rows.subList(Math.min(MOST_CLASSES, rows.size()), rows.size()).clear();
    }
    int at = Curve.point(evaluation.confidence());
    var table = new Table("Class", "Boxes>", "mAP50>", "mAP>", "Precision>", "Recall>");
    for (BoxRow row : rows) {
      Curve curve =
          evaluation.curves().classes().stream()
              .filter(one -> one.label() == row.label())
              .findFirst()
              .orElse(null);
      table.row(
          classes.name(row.label()),
          String.format(Locale.ROOT, "%,d", row.truths()),
          Digits.of(row.map50()),
          Digits.of(row.map()),
          curve == null ? "-" : Digits.of(curve.precision()[at]),
          curve == null ? "-" : Digits.of(curve.recall()[at]));
    }
    var lines = new ArrayList<>(table.lines());
    if (many) lines.add("The %d weakest of %d classes.".formatted(rows.size(), all));
    String sentence =
        String.format(
            Locale.ROOT,
            "Precision and recall: of boxes from a confidence of %.3f on, as the model answers; F1"
                + " would be best from %.3f on.",
            evaluation.confidence(),
            evaluation.curves().best().confidence());
    lines.addAll(Wrapped.lines("", 0, sentence));
    return lines;
  }
}
