package dev.fovea.project.report.detect;

import dev.fovea.image.Encode;
import dev.fovea.project.report.Html;
import dev.fovea.project.report.Page;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.ScoreCards;
import java.util.List;

/** Lays a {@link DetectReport} out as one page. */
public final class DetectPage {
  private static final int JPEG_QUALITY = 85;

  private DetectPage() {}

  public static String of(DetectReport report) {
    DetectWords words = report.words();
    Html html = Page.begin("Fovea · report of a run", words.title(), words.summary());
    ScoreCards.write(html, report.headlines(), BoxScoreName::of);
    words.notes().forEach(note -> html.put("p", note + ".", "class", "note"));
    Page.commands(html, "What to type next", words.next());
    Page.curves(html, "How it learned", report.learning());
    BoxClassTable.write(html, report.classes(), report.confidence());
    Page.curves(html, "What its confidence is worth", report.sureness());
    Page.plot(html, "Which classes it confuses", report.confusion(), "matrix");
    pairs(html, report.pairs());
    hardest(html, report);
    Page.curves(html, "What there was to learn", report.labels());
    Page.plot(html, "What the network saw", report.training(), "sheet");
    Page.broken(html, words.broken());
    Page.facts(html, "What was trained", words.facts());
    Page.commands(html, "How to repeat this run", words.reproduce());
    return Page.end(html);
  }

  private static void pairs(Html html, List<Pair> pairs) {
    if (pairs.isEmpty()) return;
    html.open("section").put("h2", "Answers beside truth");
    html.put(
        "p",
        "Validation pictures from all over the list. Left: what is there; right: what the model"
            + " answered, with its confidence.",
        "class",
        "note");
    html.open("div", "class", "pairs");
    for (Pair pair : pairs) {
      html.open("figure").open("div");
      image(html, pair.truth(), "truth of " + pair.truth().file());
      image(html, pair.answers(), "answers for " + pair.answers().file());
      html.close();
      html.put("figcaption", pair.truth().file()).close();
    }
    html.close().close();
  }

  private static void hardest(Html html, DetectReport report) {
    if (report.hardest().isEmpty()) return;
    html.open("section").put("h2", "The hardest pictures");
    html.put("p", report.faults(), "class", "note");
    html.open("p", "class", "key");
    html.put("span", "missed", "class", "missed");
    html.put("span", "false alarm", "class", "alarm");
    html.put("span", "found", "class", "found");
    html.close();
    html.open("div", "class", "faults");
    for (Looked one : report.hardest()) {
      html.open("figure");
      image(html, one, one.file());
      html.open("figcaption");
      one.words().lines().forEach(line -> html.put("span", line));
      html.put("span", one.file(), "class", "file");
      html.close().close();
    }
    html.close().close();
  }

  private static void image(Html html, Looked looked, String words) {
    Picture picture =
        Picture.encoded(
            "the picture of " + looked.file(), () -> Encode.jpeg(looked.image(), JPEG_QUALITY));
    if (picture.isThere()) html.empty("img", "src", picture.dataUri(), "alt", words);
    else html.put("p", picture.warning(), "class", "lost");
  }
}
