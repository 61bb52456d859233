package dev.fovea.cli;

import java.util.ArrayList;
import java.util.List;

/** A label and a text beside it, broken at spaces so that it fits the screen. */
final class Wrapped {
  private Wrapped() {}

  /**
   * @param room columns that the label has; a longer one takes what it needs
   */
  static List<String> lines(String label, int room, String text) {
    int begin = label.isEmpty() ? room : Math.max(room, Cell.width(label) + 1);
    var lines = new ArrayList<String>();
    var line = new StringBuilder(Cell.left(label, begin));
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && Cell.width(line.toString()) + 1 + Cell.width(word) > Screen.COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(begin));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
