package dev.fovea.project.report;

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
    Page.broken(html, report.broken());
    Page.facts(html, "What was trained", report.facts());
    Page.commands(html, "How to repeat this run", report.reproduce());
    return Page.end(html);
  }
}
