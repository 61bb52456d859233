package dev.fovea.project.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The table of classes, weakest first; a long one shows its weakest and folds the rest away. */
final class ClassTable {
  private static final int SHOWN = 30;

  private ClassTable() {}

  static void write(Html html, List<ClassLine> classes) {
    if (classes.isEmpty()) return;
    var weakestFirst = classes.stream().sorted(Comparator.comparingDouble(ClassLine::f1)).toList();
    html.open("section").put("h2", "Class by class");
    html.put(
        "p",
        "Weakest first. Recall: of the images of a class, how many were found. Precision: of the"
            + " answers, how many were right.",
        "class",
        "note");
    int shown = Math.min(SHOWN, classes.size());
    table(html, weakestFirst.subList(0, shown));
    if (shown < classes.size()) {
      html.open("details").put("summary", "The other %d classes".formatted(classes.size() - shown));
      table(html, weakestFirst.subList(shown, classes.size()));
      html.close();
    }
    html.close();
  }

  private static void table(Html html, List<ClassLine> lines) {
    html.open("div", "class", "wide").open("table").open("thead").open("tr");
    for (String name : List.of("Class", "Images")) html.put("th", name, "scope", "col");
    for (String name : List.of("Recall", "Precision", "F1"))
      html.put("th", name, "scope", "col", "class", "over");
    html.put("th", "AUROC", "scope", "col");
    html.close().close().open("tbody");
    for (ClassLine line : lines) {
      html.open("tr").put("th", line.name(), "scope", "row");
      html.put("td", String.format(Locale.ROOT, "%,d", line.support()));
      bar(html, line.recall());
      bar(html, line.precision());
      bar(html, line.f1());
      html.put("td", ScoreCards.number(line.auroc()));
      html.close();
    }
    html.close().close().close();
  }

  /** A number over a bar as long as it is large. */
  private static void bar(Html html, double share) {
    String style = String.format(Locale.ROOT, "--share:%.1f%%", 100 * share);
    html.open("td", "class", "bar", "style", style);
    html.put("span", ScoreCards.number(share));
    html.close();
  }
}
