package dev.fovea.data.read.boxes;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Flaws in sentences: how many of each kind, and the first. */
final class BoxWarnings {
  private static final int MOST_NAMES = 8;

  private BoxWarnings() {}

  static List<String> of(BoxListing listing, Dataset data, List<Flaw> flaws) {
    var all = new ArrayList<>(listing.warnings());
    var kinds = new EnumMap<Flaw.Kind, List<Flaw>>(Flaw.Kind.class);
    for (Flaw flaw : flaws) kinds.computeIfAbsent(flaw.kind(), k -> new ArrayList<>()).add(flaw);
    kinds.forEach((kind, some) -> all.add(sentence(kind, some)));
    never(data).ifPresent(all::add);
    return all;
  }

  private static String sentence(Flaw.Kind kind, List<Flaw> some) {
    String then =
        switch (kind) {
          case NO_NUMBER, SWAPPED, EMPTY, OUTSIDE ->
              some.size() == 1 ? " and is left out" : " and are left out";
          case PARTLY_OUTSIDE -> "; training sees the part inside";
          case TWICE -> "";
          case OTHER_SIZE -> "; boxes are taken as they are";
          case TURNED -> "; their boxes are turned with them";
          case NO_LABELS -> "; nothing is taken to be in them";
          case UNLABELLED -> " and left out";
          case NO_PICTURE -> "";
        };
    return kind.words(some.size())
        + then
        + (some.size() == 1 ? ": " : "; the first: ")
        + some.getFirst().where();
  }

  private static java.util.Optional<String> never(Dataset data) {
    var counts = new int[data.classes().size()];
    for (Split split : Split.values()) {
      int[] some = data.boxCounts(split);
      for (int c = 0; c < counts.length; c++) counts[c] += some[c];
    }
    var names = new ArrayList<String>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) names.add("'" + data.classes().name(c) + "'");
    }
    if (names.isEmpty()) return java.util.Optional.empty();
    String list = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return java.util.Optional.of(
        "%,d of %,d classes %s no box: %s%s"
            .formatted(
                names.size(),
                counts.length,
                names.size() == 1 ? "has" : "have",
                list,
                names.size() > MOST_NAMES ? "..." : ""));
  }
}
