package dev.fovea.data.read;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where things stand in the rows of a table, by position from 0.
 *
 * @param split -1 where there is no such column
 * @param header whether the first row names the columns
 */
record CsvColumns(int path, int label, int split, boolean header) {
  private static final Set<String> PATH =
      Set.of(
          "path",
          "file",
          "filename",
          "file_name",
          "filepath",
          "image",
          "image_path",
          "img",
          "picture");
  private static final Set<String> LABEL =
      Set.of(
          "label", "labels", "class", "classes", "class_name", "category", "target", "tag", "tags");
  private static final Set<String> SPLIT = Set.of("split", "set", "subset", "partition");

  /** Finds the columns from the first row. */
  static CsvColumns of(Path file, List<String> first) {
    int path = find(first, PATH);
    int label = find(first, LABEL);
    if (path >= 0 && label >= 0) return new CsvColumns(path, label, find(first, SPLIT), true);
    if (path >= 0 || label >= 0) {
      throw new DataException(
          "%s: there is no column of %s among '%s'; name it '%s'"
              .formatted(
                  file,
                  path >= 0 ? "labels" : "paths",
                  String.join("', '", first),
                  path >= 0 ? "label" : "path"));
    }
    if (first.size() < 2) {
      throw new DataException(
          "%s: expected rows of path,label, got one cell: '%s'".formatted(file, first.getFirst()));
    }
    boolean split = first.size() > 2 && Split.of(first.get(2)).isPresent();
    return new CsvColumns(0, 1, split ? 2 : -1, false);
  }

  /** How many cells a row must have at least. */
  int width() {
    return Math.max(path, Math.max(label, split)) + 1;
  }

  private static int find(List<String> first, Set<String> names) {
    for (int i = 0; i < first.size(); i++) {
      if (names.contains(first.get(i).strip().toLowerCase(Locale.ROOT))) return i;
    }
    return -1;
  }
}
