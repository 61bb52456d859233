package dev.fovea.data.read;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.csv.CsvRows;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads tables of path and label. Paths count from the table's folder. Several labels stand in one
 * cell with {@code ;} or {@code |} between them; one such cell makes the whole data set
 * multi-label, and an empty cell then means none of the classes.
 */
final class Csv {
  private static final Pattern BETWEEN = Pattern.compile("[;|]");

  private final Path root;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<List<String>, List<String>> cells = new HashMap<>();
  private boolean multiLabel;
  private Entry unlabelled;

  private record Entry(Path table, int line, String path, List<String> labels, Split split) {}

  Csv(Path root) {
    this.root = root;
  }

  /** Reads one table whose rows belong to {@code split} unless they say otherwise. */
  void read(Path table, Split split) {
    var columns = new CsvColumns[1];
    CsvRows.read(
        table,
        row -> {
          if (columns[0] == null) {
            columns[0] = CsvColumns.of(table, row.cells());
            if (columns[0].header()) return;
          }
          entry(table, columns[0], row, split);
        });
    if (columns[0] == null)
      throw new DataException(table + " is empty; expected rows of path,label");
  }

  Listing listing(Path found) {
    if (entries.isEmpty()) throw new DataException(found + ": there are no rows under the header");
    if (unlabelled != null && !multiLabel) {
      throw new DataException(
          "%s line %d: %s has no label"
              .formatted(unlabelled.table(), unlabelled.line(), unlabelled.path()));
    }
    if (entries.stream().limit(100).noneMatch(e -> exists(e.path()))) {
      throw new DataException(
          "%s: the pictures are not where the table says; the first would be %s (paths count from the table's folder)"
              .formatted(found, root.resolve(entries.getFirst().path())));
    }
    var classes = ClassNames.sorted(names.keySet());
    var labels = new HashMap<String, Integer>();
    for (int i = 0; i < classes.size(); i++) labels.put(classes.get(i), i);
    var truths = new HashMap<List<String>, Truth>();
    var examples = new EnumMap<Split, List<Example>>(Split.class);
    for (var e : entries) {
      var truth = truths.computeIfAbsent(e.labels(), l -> truth(l, labels));
      var example = new Example(e.path(), new FileSource(root, Path.of(e.path())), truth);
      examples.computeIfAbsent(e.split(), s -> new ArrayList<>()).add(example);
    }
    return new Listing("CSV", found, classes, multiLabel, examples, List.of());
  }

  private void entry(Path table, CsvColumns columns, CsvRows.Row row, Split whole) {
    if (row.cells().size() < columns.width()) {
      throw new DataException(
          "%s line %d: expected %d cells, got %d"
              .formatted(table, row.line(), columns.width(), row.cells().size()));
    }
    String path = row.cells().get(columns.path()).strip();
    if (!valid(path)) {
      throw new DataException("%s line %d: '%s' is no path".formatted(table, row.line(), path));
    }
    if (!seen.add(path)) {
      throw new DataException(
          "%s line %d: %s is there a second time; write several labels into one cell, with | between them"
              .formatted(table, row.line(), path));
    }
    var labels = labels(row.cells().get(columns.label()));
    multiLabel |= labels.size() > 1;
    var entry = new Entry(table, row.line(), path, labels, split(table, columns, row, whole));
    if (labels.isEmpty() && unlabelled == null) unlabelled = entry;
    entries.add(entry);
  }

  private static Split split(Path table, CsvColumns columns, CsvRows.Row row, Split whole) {
    if (columns.split() < 0) return whole;
    String cell = row.cells().get(columns.split());
    return Split.of(cell)
        .orElseThrow(() ->
            new DataException(
                "%s line %d: expected train, val or test in the split column, got '%s'"
                    .formatted(table, row.line(), cell)));
  }

  /** The labels of a cell; equal cells and names share their objects. */
  private List<String> labels(String cell) {
    var labels =
        Arrays.stream(BETWEEN.split(cell))
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .distinct()
            .map(l -> names.computeIfAbsent(l, n -> n))
            .toList();
    return cells.computeIfAbsent(labels, l -> l);
  }

  private Truth truth(List<String> names, Map<String, Integer> labels) {
    var numbers = names.stream().map(labels::get).sorted().toList();
    return multiLabel ? new Truth.AnyOf(numbers) : new Truth.OneOf(numbers.getFirst());
  }

  private boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  private static boolean valid(String path) {
    try {
      return !path.isEmpty() && Path.of(path).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
