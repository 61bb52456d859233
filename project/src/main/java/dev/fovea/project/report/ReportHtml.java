package dev.fovea.project.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lays a {@link Report} out as one page: styles and pictures are in it, a content policy forbids
 * everything else, so it opens the same from a mail, a memory stick or a server. Light and dark,
 * wide and narrow, and on paper.
 */
public final class ReportHtml {
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private ReportHtml() {}

  public static String of(Report report) {
    var html = new Html().raw("<!doctype html>\n");
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.put("title", report.title());
    html.open("style").raw(styles()).close().close();
    html.open("body").open("main");
    html.open("header").put("p", "Fovea · report of a run", "class", "eyebrow");
    html.put("h1", report.title()).put("p", report.summary(), "class", "lede").close();
    ScoreCards.write(html, report.headlines());
    commands(html, "What to type next", report.next());
    curves(html, report.curves());
    ClassTable.write(html, report.classes());
    plot(html, "Which classes it confuses", report.confusion(), "matrix");
    Gallery.write(html, report.worst());
    plot(html, "What the network saw", report.training(), "sheet");
    broken(html, report.broken());
    facts(html, report.facts());
    commands(html, "How to repeat this run", report.reproduce());
    html.close().close().close();
    return html.page();
  }

  private static void facts(Html html, List<Fact> facts) {
    if (facts.isEmpty()) return;
    html.open("section").put("h2", "What was trained").open("dl");
    for (Fact fact : facts) {
      html.open("div").put("dt", fact.name()).put("dd", fact.value()).close();
    }
    html.close().close();
  }

  private static void commands(Html html, String title, List<Command> commands) {
    if (commands.isEmpty()) return;
    html.open("section", "class", "commands").put("h2", title);
    for (Command command : commands) {
      html.put("p", command.does()).open("pre").put("code", command.line()).close();
    }
    html.close();
  }

  private static void curves(Html html, List<Plot> curves) {
    if (curves.isEmpty()) return;
    html.open("section").put("h2", "How it learned").open("div", "class", "curves");
    curves.forEach(curve -> figure(html, curve, "curve"));
    html.close().close();
  }

  private static void plot(Html html, String title, Plot plot, String style) {
    html.open("section").put("h2", title);
    figure(html, plot, style);
    html.close();
  }

  private static void figure(Html html, Plot plot, String style) {
    html.open("figure", "class", style);
    if (plot.picture().isThere()) {
      html.open("div", "class", "plate");
      image(html, plot).close();
    } else {
      html.put("p", plot.picture().warning(), "class", "lost");
    }
    html.put("figcaption", plot.caption()).close();
  }

  private static Html image(Html html, Plot plot) {
    String source = plot.picture().dataUri();
    int width = plot.picture().shownWidthPx();
    if (width == 0) return html.empty("img", "src", source, "alt", plot.caption());
    String wide = Integer.toString(width);
    return html.empty("img", "src", source, "alt", plot.caption(), "width", wide);
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

  private static String styles() {
    try (var in = ReportHtml.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
