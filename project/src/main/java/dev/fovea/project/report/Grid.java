package dev.fovea.project.report;

import java.util.List;

/**
 * A table of a page: what stands in a row belongs to what its first cell names.
 *
 * @param note a sentence or two under the title, or nothing
 * @param heads one a column
 * @param rows as many cells each as there are heads
 */
public record Grid(String title, String note, List<String> heads, List<List<String>> rows) {
  public Grid {
    heads = List.copyOf(heads);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows)
      if (row.size() != heads.size())
        throw new IllegalArgumentException(
            "grid '%s': expects %d cells a row, got %s".formatted(title, heads.size(), row));
  }

  void write(Html html) {
    html.open("section").put("h2", title);
    if (!note.isEmpty()) html.put("p", note, "class", "note");
    html.open("div", "class", "wide").open("table", "class", "grid").open("thead").open("tr");
    for (String head : heads) html.put("th", head, "scope", "col");
    html.close().close().open("tbody");
    for (List<String> row : rows) {
      html.open("tr").put("th", row.getFirst(), "scope", "row");
      for (String cell : row.subList(1, row.size())) html.put("td", cell);
      html.close();
    }
    html.close().close().close().close();
  }
}
