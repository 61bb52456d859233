package dev.fovea.cli;

import dev.fovea.predict.Detections;
import dev.fovea.project.use.Predicted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found as a table that grows line by line. */
final class BoxTable {
  private static final int PATH = 32;
  private static final int FOUND = 37;
  private static final int SUREST = 7;

  private BoxTable() {}

  static List<String> head() {
    return List.of(line("Picture", "Found", "Surest"), "─".repeat(Screen.COLUMNS));
  }

  static List<String> lines(Predicted.Detected one) {
    Detections found = one.detections();
    String counts =
        found.counts().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    String surest =
        found.found().isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%.1f %%", 100 * found.found().getFirst().score());
    return List.of(
        line(
            Cell.cutFront(one.input().file().toString(), PATH),
            counts.isEmpty() ? "nothing" : counts,
            surest));
  }

  private static String line(String file, String found, String surest) {
    return (Cell.left(file, PATH)
            + "  "
            + Cell.left(Cell.cut(found, FOUND), FOUND)
            + "  "
            + Cell.right(surest, SUREST))
        .stripTrailing();
  }
}
