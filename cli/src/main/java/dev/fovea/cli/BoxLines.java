package dev.fovea.cli;

import dev.fovea.project.check.BoxCheck;
import dev.fovea.project.check.BoxSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a look at boxes told, in facts. */
final class BoxLines {
  private BoxLines() {}

  static List<String> of(BoxCheck boxes, int room) {
    var lines =
        new ArrayList<>(
            Wrapped.lines(
                "Boxes",
                room,
                String.format(
                    Locale.ROOT,
                    "%,d, crowds %,d, pictures without any %,d",
                    boxes.boxes(),
                    boxes.crowds(),
                    boxes.empty())));
    boxes.sizes().ifPresent(s -> lines.addAll(Wrapped.lines("", room, sizes(s))));
    return lines;
  }

  private static String sizes(BoxSizes s) {
    return String.format(
        Locale.ROOT,
        "at %d px: %.0f %% below %d px, %.0f %% small (below %d), %.0f %% medium, %.0f %% large (from"
            + " %d)",
        s.sizePx(),
        100 * s.tiny(),
        BoxSizes.TINY_PX,
        100 * s.small(),
        BoxSizes.SMALL_PX,
        100 * s.medium(),
        100 * (1 - s.tiny() - s.small() - s.medium()),
        BoxSizes.LARGE_PX);
  }
}
