package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.use.Others;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well pictures of another kind are told apart, as a table. */
final class OthersLines {
  private OthersLines() {}

  static List<String> of(Others others) {
    var table = new Table("Pictures of another kind", "Value>", "95 % interval>");
    var intervals = others.scores().intervals();
    table.row(
        "ood_auroc",
        Digits.of(others.scores().auroc()),
        ScoreLines.interval(intervals.get("ood_auroc")));
    table.row(
        "ood_fpr95",
        Digits.of(others.scores().fpr95()),
        ScoreLines.interval(intervals.get("ood_fpr95")));
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Unfamiliar (!) to the model: %,d of %,d of them, %,d of %,d measured ones.",
            others.marked(),
            others.pictures(),
            others.wronglyMarked(),
            others.familiar()));
    return lines;
  }
}
