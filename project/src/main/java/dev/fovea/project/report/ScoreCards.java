package dev.fovea.project.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The scores at the head of the page: the leading one large, each with its interval on a scale. */
public final class ScoreCards {
  private ScoreCards() {}

  static void write(Html html, List<Headline> headlines) {
    write(html, headlines, ScoreName::of);
  }

  /** The scores of a task that has names of its own for some. */
  public static void write(Html html, List<Headline> headlines, Function<String, ScoreName> names) {
    if (headlines.isEmpty()) return;
    html.open("section", "class", "scores", "aria-label", "Scores");
    for (int i = 0; i < headlines.size(); i++) {
      Headline headline = headlines.get(i);
      card(html, headline, names.apply(headline.name()), i == 0 ? "score lead" : "score");
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

  private static void card(Html html, Headline headline, ScoreName name, String style) {
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
  public static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
