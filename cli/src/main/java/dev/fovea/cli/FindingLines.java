package dev.fovea.cli;

import dev.fovea.project.use.Finding;
import java.util.ArrayList;
import java.util.List;

/** One finding of the doctor as lines: how it is, what it is, and what to do. */
final class FindingLines {
  private static final int ROOM = 25;

  private FindingLines() {}

  static List<String> of(Finding finding) {
    String word =
        switch (finding.state()) {
          case OK -> "ok";
          case WARNING -> "warning";
          case MISSING -> "MISSING";
          case SPOILS -> "SPOILS";
        };
    String label = Cell.left(word, 9) + finding.name();
    var lines = new ArrayList<>(Wrapped.lines(label, ROOM, finding.found()));
    if (!finding.todo().isEmpty()) lines.addAll(Wrapped.lines("", ROOM, "-> " + finding.todo()));
    return lines;
  }
}
