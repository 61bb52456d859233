package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pictures a data set of YOLO's labels has, and where the labels of each would be.
 *
 * @param base what the ids of pictures count from
 * @param labelRoot where labels lie that have no picture
 * @param pictures with their splits
 * @param warnings of paths that are not there
 */
record YoloFiles(Path base, Path labelRoot, Map<Path, Split> pictures, List<String> warnings) {
  private static final String IMAGES = "images";
  private static final String LABELS = "labels";
  private static final long MOST_BYTES = 1L << 28;
  private static final Set<String> OTHER =
      Set.of("classes", "names", "train", "val", "valid", "test", "trainval", "readme");

  /** As the YAML file says. */
  static YoloFiles of(YoloYaml yaml) {
    Path folder = Optional.ofNullable(yaml.file().getParent()).orElse(Path.of(""));
    Path said = path(yaml, folder, yaml.path());
    Path base = Files.isDirectory(said) ? said : folder;
    var files = new YoloFiles(base, base, new LinkedHashMap<>(), new ArrayList<>());
    yaml.splits().forEach((split, paths) -> paths.forEach(p -> files.add(yaml, split, p)));
    return files;
  }

  /** All pictures below a folder; or, where it holds labels alone, those of its neighbour. */
  static YoloFiles below(Path root) {
    var found = Walk.below(root);
    Path whole = root.toAbsolutePath().normalize();
    Path beside = whole.resolveSibling(IMAGES);
    boolean alone = found.pictures().isEmpty() && Files.isDirectory(beside);
    Path base = alone ? beside : root;
    var pictures = new LinkedHashMap<Path, Split>();
    for (Path picture : alone ? Walk.below(beside).pictures() : found.pictures()) {
      pictures.put(picture, Splitting.of(base, picture));
    }
    return new YoloFiles(base, root, pictures, new ArrayList<>());
  }

  private void add(YoloYaml yaml, Split split, String path) {
    Optional<Path> there = there(yaml, path);
    if (there.isEmpty()) {
      String sentence =
          "%s: %s: there is no '%s' in %s".formatted(yaml.file(), split.word(), path, base);
      if (split == Split.TRAIN) throw new DataException(sentence + "; correct path or train");
      warnings.add(sentence);
      return;
    }
    int again = 0;
    for (Path picture : listed(there.get())) {
      if (pictures.putIfAbsent(picture, split) != null) again++;
    }
    if (again > 0) {
      warnings.add(
          "%s: %s names %,d pictures that another split has; they stay there"
              .formatted(yaml.file(), split.word(), again));
    }
  }

  /** The path itself, or where the data lie elsewhere now its end, two folders at least. */
  private Optional<Path> there(YoloYaml yaml, String path) {
    Path said = path(yaml, base, path);
    if (Files.exists(said)) return Optional.of(said);
    Path tail = Path.of(path);
    for (int from = 0; from + 2 <= tail.getNameCount(); from++) {
      Path end = base.resolve(tail.subpath(from, tail.getNameCount()));
      if (Files.exists(end)) return Optional.of(end);
    }
    return Optional.empty();
  }

  private static Path path(YoloYaml yaml, Path from, String path) {
    try {
      return from.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new DataException("%s: '%s' is no path".formatted(yaml.file(), path), e);
    }
  }

  /** The pictures of a folder, or those that a text file names. */
  private static List<Path> listed(Path path) {
    if (Files.isDirectory(path)) return Walk.below(path).pictures();
    if (Suffixes.picture(path.getFileName().toString())) return List.of(path);
    try {
      return TextLines.of(path, MOST_BYTES).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> path.resolveSibling(line).normalize())
          .toList();
    } catch (InvalidPathException e) {
      throw new DataException("%s: '%s' is no path".formatted(path, e.getInput()), e);
    }
  }

  /**
   * The label file of a picture: its path with the last {@code images} replaced by {@code labels},
   * or beside it; empty where there is none.
   */
  Optional<Path> labels(Path picture) {
    String name = Partners.stem(picture) + ".txt";
    Path beside = picture.resolveSibling(name);
    if (!base.equals(labelRoot)) {
      beside = labelRoot.resolve(base.relativize(picture)).resolveSibling(name);
    }
    Optional<Path> apart = apart(picture, name).filter(Files::isRegularFile);
    boolean both = apart.isPresent() && Files.isRegularFile(beside);
    if (both) {
      throw new DataException(
          "the picture %s has labels in %s and in %s; keep one of them"
              .formatted(picture, beside, apart.get()));
    }
    return apart.isPresent() ? apart : Optional.of(beside).filter(Files::isRegularFile);
  }

  private static Optional<Path> apart(Path picture, String name) {
    for (int i = picture.getNameCount() - 2; i >= 0; i--) {
      if (!picture.getName(i).toString().equalsIgnoreCase(IMAGES)) continue;
      Path before = i == 0 ? Path.of("") : picture.subpath(0, i);
      Path all =
          before
              .resolve(LABELS)
              .resolve(picture.subpath(i + 1, picture.getNameCount()))
              .resolveSibling(name);
      return Optional.of(picture.isAbsolute() ? picture.getRoot().resolve(all) : all);
    }
    return Optional.empty();
  }

  /** The files that may be labels: texts that are not lists or names. */
  List<Path> texts() {
    return Walk.below(labelRoot).rest().stream().filter(YoloFiles::text).toList();
  }

  private static boolean text(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Suffixes.of(name).equals("txt")
        && OTHER.stream().noneMatch(o -> name.startsWith(o + "."));
  }
}
