package dev.fovea.project.report;

import java.util.List;
import java.util.Locale;

/** The hardest validation images, each with truth, answer and file name. */
final class Gallery {
  private Gallery() {}

  static void write(Html html, List<Mistake> worst) {
    if (worst.isEmpty()) return;
    html.open("section").put("h2", "The hardest pictures");
    html.put(
        "p",
        "Validation images with the highest loss, worst first. Look for wrong labels, odd crops and"
            + " classes that even a person would confuse.",
        "class",
        "note");
    html.open("div", "class", "gallery");
    worst.forEach(mistake -> figure(html, mistake));
    html.close().close();
  }

  private static void figure(Html html, Mistake mistake) {
    html.open("figure", "class", mistake.wrong() ? "wrong" : "right");
    if (mistake.picture().isThere()) {
      html.empty("img", "src", mistake.picture().dataUri(), "alt", mistake.file());
    } else {
      html.put("p", mistake.picture().warning(), "class", "lost");
    }
    html.open("figcaption");
    html.put("span", mistake.truth(), "class", "truth");
    html.open("span", "class", "answer").text(mistake.answer());
    html.put("b", String.format(Locale.ROOT, "\u00a0%.0f\u00a0%%", 100 * mistake.confidence()))
        .close();
    html.put("span", mistake.file(), "class", "file");
    html.close().close();
  }
}
