package dev.fovea.cli;

import dev.fovea.predict.Answer;
import dev.fovea.predict.Answer.Label;
import dev.fovea.project.use.Predicted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers as a table that grows line by line, so its columns are fixed before the first answer. */
final class AnswerTable {
  private static final int NAME_AT_MOST = 18;
  private static final int PROBABILITY = 11;

  /** What stands behind an answer whose confidence is too low. */
  private static final String UNSURE = "?";

  /** What stands behind an answer for a picture of another kind. */
  private static final String UNFAMILIAR = "!";

  /** A space and every mark. */
  private static final int MARKS = 3;

  private final boolean several;
  private final int top;
  private final int name;
  private final int path;

  /**
   * @param top answers a picture, each in a line; 0 for one, with the next best beside it
   */
  AnswerTable(List<String> classes, boolean several, int top) {
    this.several = several;
    this.top = top;
    int longest = classes.stream().mapToInt(Cell::width).max().orElse(0);
    name = Math.clamp(longest + MARKS, "Next best".length(), NAME_AT_MOST);
    int next = top == 0 ? 2 + name + 2 + 7 : 0;
    path = Screen.COLUMNS - 2 - name - 2 - PROBABILITY - next;
  }

  List<String> head() {
    String next = top == 0 ? "Next best" : "";
    return List.of(line("Picture", "Answer", "Probability", next), "─".repeat(Screen.COLUMNS));
  }

  List<String> lines(Predicted.Answered answered) {
    String file = Cell.cutFront(answered.input().file().toString(), path);
    List<Label> labels = answered.answer().labels();
    if (top == 0)
      return List.of(
          line(
              file,
              answer(answered.answer()),
              percent(answered.answer().top()),
              next(answered.answer())));
    var lines = new java.util.ArrayList<String>();
    for (Label label : labels.subList(0, Math.min(top, labels.size())))
      lines.add(line(lines.isEmpty() ? file : "", label.name(), percent(label), ""));
    return lines;
  }

  private String answer(Answer answer) {
    String marks = (answer.unsure() ? UNSURE : "") + (answer.unfamiliar() ? UNFAMILIAR : "");
    String mark = marks.isEmpty() ? "" : " " + marks;
    if (!several) return Cell.cut(answer.top().name(), name - mark.length()) + mark;
    String names = answer.said().stream().map(Label::name).collect(Collectors.joining(", "));
    return Cell.cut(names.isEmpty() ? "(none)" : names, name - mark.length()) + mark;
  }

  /** The most probable label that is not the answer. */
  private static String next(Answer answer) {
    return answer.labels().stream()
        .filter(label -> !label.equals(answer.top()))
        .findFirst()
        .map(label -> label.name() + "  " + percent(label))
        .orElse("");
  }

  private static String percent(Label label) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * label.probability());
  }

  private String line(String file, String answer, String probability, String next) {
    int gap = next.lastIndexOf("  ");
    String beside =
        gap < 0
            ? next
            : Cell.left(Cell.cut(next.substring(0, gap), name), name)
                + "  "
                + Cell.right(next.substring(gap + 2), 7);
    return (Cell.left(file, path)
            + "  "
            + Cell.left(Cell.cut(answer, name), name)
            + "  "
            + Cell.right(probability, PROBABILITY)
            + "  "
            + beside)
        .stripTrailing();
  }
}
