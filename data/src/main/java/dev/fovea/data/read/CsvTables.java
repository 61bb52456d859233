package dev.fovea.data.read;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the tables of a folder: {@code train.csv}, {@code val.csv}, {@code test.csv}; or one table,
 * whose rows may name their split. A table is taken before class folders, for it was written to say
 * something.
 */
final class CsvTables {
  private static final Set<String> WHOLE =
      Set.of(
          "labels",
          "label",
          "data",
          "dataset",
          "images",
          "annotations",
          "metadata",
          "index",
          "all");

  private CsvTables() {}

  static boolean isTable(Path file) {
    return Set.of("csv", "tsv").contains(Suffixes.of(file.getFileName().toString()));
  }

  static boolean in(Path folder) {
    return !tables(folder).isEmpty();
  }

  /** Reads a table, or all tables of a folder. */
  static Listing list(Path path) {
    if (isTable(path)) {
      var csv = new Csv(path.toAbsolutePath().getParent());
      csv.read(path, Split.TRAIN);
      return csv.listing(path);
    }
    var tables = tables(path);
    var splits = tables.stream().filter(t -> split(t).isPresent()).toList();
    if (splits.isEmpty() && tables.size() > 1) {
      throw new DataException(
          "%s: there are several tables (%s); give the one that is meant"
              .formatted(
                  path,
                  String.join(
                      ", ", tables.stream().map(t -> t.getFileName().toString()).toList())));
    }
    var csv = new Csv(path);
    for (Path table : splits.isEmpty() ? tables : splits) {
      csv.read(table, split(table).orElse(Split.TRAIN));
    }
    return csv.listing(path);
  }

  /**
   * The tables by their well-known names; where there are none and no folders either, any table.
   */
  private static List<Path> tables(Path folder) {
    var all = Walk.files(folder).stream().filter(CsvTables::isTable).toList();
    var known = all.stream().filter(t -> split(t).isPresent() || WHOLE.contains(stem(t))).toList();
    if (!known.isEmpty()) return known;
    return Walk.folders(folder).size() < 2 ? all : List.of();
  }

  private static java.util.Optional<Split> split(Path table) {
    return Split.of(stem(table));
  }

  private static String stem(Path table) {
    String name = table.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
  }
}
