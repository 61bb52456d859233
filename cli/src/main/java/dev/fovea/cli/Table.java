package dev.fovea.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table in at most 80 columns. The first column is text and gives way where it is tight; the
 * others are as wide as they need, numbers to the right.
 */
final class Table {
  private static final String GAP = "  ";

  private final String[] heads;
  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /** A head that ends with {@code >} stands over a column aligned to the right. */
  Table(String... heads) {
    this.heads = new String[heads.length];
    this.right = new boolean[heads.length];
    for (int c = 0; c < heads.length; c++) {
      right[c] = heads[c].endsWith(">");
      this.heads[c] = right[c] ? heads[c].substring(0, heads[c].length() - 1) : heads[c];
    }
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /** The lines, a ruled head first. */
  List<String> lines() {
    int[] widths = widths();
    var lines = new ArrayList<String>();
    lines.add(line(heads, widths));
    int all = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    lines.add("─".repeat(all));
    for (String[] row : rows) lines.add(line(row, widths));
    return lines;
  }

  private int[] widths() {
    int[] widths = Arrays.stream(heads).mapToInt(Cell::width).toArray();
    for (String[] row : rows)
      for (int c = 0; c < widths.length; c++) widths[c] = Math.max(widths[c], Cell.width(row[c]));
    int others = Arrays.stream(widths).sum() - widths[0] + GAP.length() * (widths.length - 1);
    widths[0] = Math.min(widths[0], Math.max(8, Screen.COLUMNS - others));
    return widths;
  }

  private String line(String[] cells, int[] widths) {
    var line = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      String cell = Cell.cut(cells[c], widths[c]);
      line.append(c == 0 ? "" : GAP);
      line.append(right[c] ? Cell.right(cell, widths[c]) : Cell.left(cell, widths[c]));
    }
    return line.toString().stripTrailing();
  }
}
