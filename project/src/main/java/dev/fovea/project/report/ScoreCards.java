package dev.fovea.project.report;

import java.util.List;
import java.util.Locale;

/** The scores at the head of the page: the leading one large, each with its interval on a scale. */
final class ScoreCards {
  private ScoreCards() {}

  static void write(Html html, List<Headline> headlines) {
    if (headlines.isEmpty()) return;
    html.open("section", "class", "scores", "aria-label", "Scores");
    for (int i = 0; i < headlines.size(); i++) {
      card(html, headlines.get(i), i == 0 ? "score lead" : "score");
    }
    html.close();
    if (headlines.stream().noneMatch(Headline::hasInterval)) return;
    html.put(
        "p",
        "The band is the 95 % interval: where the score would lie, were the validation images drawn"
            + " again (bootstrap).",
        "class",
        "note");
  }

  private static void card(Html html, Headline headline, String style) {
    ScoreName name = ScoreName.of(headline.name());
    html.open("div", "class", style);
    html.put("h2", name.label());
    html.put("p", number(headline.value()), "class", "number");
    if (headline.hasInterval()) {
      String from = number(headline.low());
      String to = number(headline.high());
      if (headline.low() >= 0 && headline.high() <= 1) scale(html, headline);
      html.put("p", from + " to " + to, "class", "interval");
    }
    if (!name.meaning().isEmpty()) html.put("p", name.meaning(), "class", "meaning");
    html.close();
  }

  /** A line from 0 to 1, the interval as a band on it and the score as a mark. */
  private static void scale(Html html, Headline headline) {
    String band = percent("left", headline.low()) + percent("right", 1 - headline.high());
    html.open("div", "class", "scale", "aria-hidden", "true");
    html.put("span", "", "class", "band", "style", band);
    html.put("span", "", "class", "mark", "style", percent("left", headline.value()));
    html.close();
  }

  private static String percent(String property, double share) {
    return String.format(Locale.ROOT, "%s:%.2f%%;", property, 100 * share);
  }

  /** Three digits after the point, a dash for no number. */
  static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
