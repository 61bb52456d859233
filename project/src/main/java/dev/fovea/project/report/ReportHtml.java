package dev.fovea.project.report;

import java.util.List;

/** Lays a {@link Report} out as one page. */
public final class ReportHtml {
  private ReportHtml() {}

  public static String of(Report report) {
    Html html = Page.begin("Fovea · report of a run", report.title(), report.summary());
    ScoreCards.write(html, report.headlines());
    report.notes().forEach(note -> html.put("p", note + ".", "class", "note"));
    Page.commands(html, "What to type next", report.next());
    Page.curves(html, "How it learned", report.curves());
    ClassTable.write(html, report.classes());
    Page.plot(html, "Which classes it confuses", report.confusion(), "matrix");
    Page.plot(html, "What its probabilities are worth", report.reliability(), "matrix");
    Gallery.write(html, report.worst());
    Page.plot(html, "What the network saw", report.training(), "sheet");
    broken(html, report.broken());
    Page.facts(html, "What was trained", report.facts());
    Page.commands(html, "How to repeat this run", report.reproduce());
    return Page.end(html);
  }

  private static void broken(Html html, List<String> broken) {
    if (broken.isEmpty()) return;
    String count = broken.size() == 1 ? "1 file was" : broken.size() + " files were";
    html.open("section").put("h2", "Left out");
    html.put("p", count + " skipped because they could not be read.", "class", "note");
    html.open("ul", "class", "broken");
    broken.forEach(line -> html.put("li", line));
    html.close().close();
  }
}
