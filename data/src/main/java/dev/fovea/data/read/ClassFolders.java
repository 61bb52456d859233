package dev.fovea.data.read;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code root/CLASS/**} and {@code root/SPLIT/CLASS/**}: the folder's name is the class. */
final class ClassFolders {
  private final Path root;
  private final List<String> warnings = new ArrayList<>();

  private ClassFolders(Path root) {
    this.root = root;
  }

  static Listing list(Path root) {
    return new ClassFolders(root).list();
  }

  private Listing list() {
    var folders = Walk.folders(root);
    boolean splits = folders.stream().anyMatch(ClassFolders::isSplit);
    var found = new EnumMap<Split, Map<String, List<Path>>>(Split.class);
    if (!splits) {
      found.put(Split.TRAIN, classes(root, folders));
    } else {
      for (Path folder : folders) {
        if (!isSplit(folder)) {
          warnings.add(
              "folder '%s' is neither train, val nor test and is left out".formatted(name(folder)));
          continue;
        }
        var classes = found.computeIfAbsent(split(folder), s -> new TreeMap<>());
        classes(folder, Walk.folders(folder))
            .forEach(
                (c, files) -> classes.computeIfAbsent(c, k -> new ArrayList<>()).addAll(files));
      }
    }
    return listing(found);
  }

  private Listing listing(Map<Split, Map<String, List<Path>>> found) {
    var names =
        ClassNames.sorted(found.values().stream().flatMap(c -> c.keySet().stream()).toList());
    if (names.isEmpty()) {
      throw new DataException(
          "%s: found no pictures in class folders (and neither IDX files nor a CSV); expected %s"
              .formatted(root, root.resolve("CLASS").resolve("picture.jpg")));
    }
    var examples = new EnumMap<Split, List<Example>>(Split.class);
    found.forEach((split, classes) -> examples.put(split, examples(classes, names)));
    return new Listing("class folders", root, names, false, examples, warnings);
  }

  private List<Example> examples(Map<String, List<Path>> classes, List<String> names) {
    var examples = new ArrayList<Example>();
    for (int label = 0; label < names.size(); label++) {
      var truth = new Truth.OneOf(label);
      for (Path file : classes.getOrDefault(names.get(label), List.of())) {
        examples.add(Loose.example(root, file, truth));
      }
    }
    return examples;
  }

  private Map<String, List<Path>> classes(Path parent, List<Path> folders) {
    var classes = new TreeMap<String, List<Path>>();
    int others = 0;
    for (Path folder : folders) {
      var found = Walk.below(folder);
      others += found.others();
      if (found.pictures().isEmpty()) {
        warnings.add("folder '%s' holds no pictures and is no class".formatted(below(folder)));
      } else {
        classes.put(name(folder), found.pictures());
      }
    }
    warn(others, "file", "no picture by its name", parent);
    long loose = Walk.files(parent).stream().filter(f -> Suffixes.picture(name(f))).count();
    warn(loose, "picture", "not in a class folder", parent);
    return classes;
  }

  private void warn(long count, String thing, String why, Path where) {
    if (count == 0) return;
    warnings.add("%s: %s left out, %s".formatted(where, Counted.of(count, thing), why));
  }

  /** A folder with a split's name that holds folders itself; a class may be called "test" too. */
  private static boolean isSplit(Path folder) {
    return Split.of(name(folder)).isPresent() && !Walk.folders(folder).isEmpty();
  }

  private static Split split(Path folder) {
    return Split.of(name(folder)).orElseThrow();
  }

  private String below(Path folder) {
    return root.relativize(folder).toString();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
