package dev.fovea.cli;

/** Text in columns of a terminal. */
final class Cell {
  private Cell() {}

  /** Columns that a text takes: ideographs take two, marks that combine none. */
  static int width(String text) {
    return text.codePoints().map(Cell::width).sum();
  }

  private static int width(int point) {
    if (Character.getType(point) == Character.NON_SPACING_MARK) return 0;
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
      default -> Character.isEmojiPresentation(point) ? 2 : 1;
    };
  }

  /** A text cut at its end to fit, with an ellipsis. */
  static String cut(String text, int columns) {
    String clean = clean(text);
    if (width(clean) <= columns) return clean;
    var kept = new StringBuilder();
    int used = 1;
    for (int point : clean.codePoints().toArray()) {
      used += width(point);
      if (used > columns) break;
      kept.appendCodePoint(point);
    }
    return kept + "…";
  }

  /** A text cut at its beginning, as paths are. */
  static String cutFront(String text, int columns) {
    String clean = clean(text);
    if (width(clean) <= columns) return clean;
    int[] points = clean.codePoints().toArray();
    int from = points.length;
    int used = 1;
    while (from > 0 && used + width(points[from - 1]) <= columns) used += width(points[--from]);
    return "…" + new String(points, from, points.length - from);
  }

  static String left(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }

  /** File names may hold control characters, which a terminal would obey. */
  private static String clean(String text) {
    return Plain.line(text);
  }
}
