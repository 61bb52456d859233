package dev.fovea.project.report.detect;

import dev.fovea.project.report.Html;
import dev.fovea.project.report.ScoreCards;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The table of classes, weakest first; a long one shows its weakest and folds the rest away. */
final class BoxClassTable {
  private static final int SHOWN = 30;

  private BoxClassTable() {}

  static void write(Html html, List<BoxClassLine> classes, double confidence) {
    if (classes.isEmpty()) return;
    List<BoxClassLine> weakestFirst =
        classes.stream().sorted(Comparator.comparingDouble(BoxClassLine::map)).toList();
    html.open("section").put("h2", "Class by class");
    html.put("p", note(confidence), "class", "note");
    int shown = Math.min(SHOWN, classes.size());
    table(html, weakestFirst.subList(0, shown));
    if (shown < classes.size()) {
      html.open("details").put("summary", "The other %d classes".formatted(classes.size() - shown));
      table(html, weakestFirst.subList(shown, classes.size()));
      html.close();
    }
    html.close();
  }

  private static String note(double confidence) {
    String scores =
        "Weakest first. mAP and AP50 look at answers of every confidence, AP50 takes an overlap of a"
            + " half as found.";
    if (Double.isNaN(confidence)) return scores;
    return scores
        + String.format(
            Locale.ROOT,
            " Recall (of the things, how many were found), precision (of the answers, how many are"
                + " right) and F1 are of answers from %.2f on.",
            confidence);
  }

  private static void table(Html html, List<BoxClassLine> lines) {
    html.open("div", "class", "wide").open("table", "class", "bars").open("thead").open("tr");
    for (String name : List.of("Class", "Pictures", "Boxes")) html.put("th", name, "scope", "col");
    for (String name : List.of("mAP", "AP50", "Recall", "Precision", "F1"))
      html.put("th", name, "scope", "col", "class", "over");
    html.close().close().open("tbody");
    for (BoxClassLine line : lines) {
      html.open("tr").put("th", line.name(), "scope", "row");
      html.put("td", String.format(Locale.ROOT, "%,d", line.pictures()));
      html.put("td", String.format(Locale.ROOT, "%,d", line.boxes()));
      bar(html, line.map());
      bar(html, line.map50());
      bar(html, line.recall());
      bar(html, line.precision());
      bar(html, line.f1());
      html.close();
    }
    html.close().close().close();
  }

  /** A number over a bar as long as it is large. */
  private static void bar(Html html, double share) {
    double length = Double.isNaN(share) ? 0 : 100 * share;
    html.open("td", "class", "bar", "style", String.format(Locale.ROOT, "--share:%.1f%%", length));
    html.put("span", ScoreCards.number(share));
    html.close();
  }
}
