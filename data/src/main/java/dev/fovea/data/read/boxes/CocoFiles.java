package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which COCO files a data set has, and where their pictures are: {@code
 * annotations/instances_*.json}, {@code SPLIT/*.json}, {@code *.json}. The split is the word in the
 * name of the file, else of its folder.
 *
 * @param base what the ids of pictures count from; empty where that is the folder of the pictures
 */
record CocoFiles(Optional<Path> base, List<CocoFile> files) {
  private static final String INSTANCES = "instances";
  private static final List<String> MEANT =
      List.of("annotations.json", "_annotations.coco.json", "annotations/annotations.json");

  private static final int PROBE = 20;

  /** One JSON file and its split. */
  record CocoFile(Path path, Split split) {}

  /** The files of a folder, none where there are none; or a file alone. */
  static Optional<CocoFiles> in(Path path) {
    if (!Files.isDirectory(path)) {
      boolean json = Suffixes.of(path.getFileName().toString()).equals("json");
      if (!json) return Optional.empty();
      var alone = new CocoFile(path, split(path).orElse(Split.TRAIN));
      return Optional.of(new CocoFiles(Optional.empty(), List.of(alone)));
    }
    var found = new ArrayList<Path>();
    for (Path folder : Walk.folders(path)) {
      String name = folder.getFileName().toString();
      if (name.equals("annotations") || Split.of(name).isPresent()) found.addAll(cocos(folder));
    }
    if (found.isEmpty()) found.addAll(cocos(path));
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(new CocoFiles(Optional.of(path), dealt(path, found)));
  }

  /**
   * A file of a folder that is called as COCO's are, whatever it holds: {@code annotations.json} or
   * {@code _annotations.coco.json}.
   */
  static Optional<Path> meant(Path folder) {
    return MEANT.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The same; a file alone is one to train on, whatever it is called. */
  CocoFiles toTrainOn() {
    if (base.isPresent()) return this;
    return new CocoFiles(base, List.of(new CocoFile(files.getFirst().path(), Split.TRAIN)));
  }

  private static List<CocoFile> dealt(Path root, List<Path> found) {
    var dealt = found.stream().map(f -> new CocoFile(f, split(f).orElse(Split.TRAIN))).toList();
    var unnamed = found.stream().filter(f -> split(f).isEmpty()).toList();
    if (unnamed.size() > 1 || (unnamed.size() == 1 && found.size() > 1)) {
      throw new DataException(
          "%s: there are several COCO files, and '%s' names no split; call them instances_train.json and the like, or give the one that is meant"
              .formatted(root, root.relativize(unnamed.getFirst())));
    }
    return dealt;
  }

  /** The COCO files in a folder; those of instances alone, where some are called so. */
  private static List<Path> cocos(Path folder) {
    var json =
        Walk.files(folder).stream()
            .filter(f -> Suffixes.of(f.getFileName().toString()).equals("json"))
            .toList();
    var instances =
        json.stream().filter(f -> f.getFileName().toString().startsWith(INSTANCES)).toList();
    return instances.isEmpty() ? json.stream().filter(CocoJson::is).toList() : instances;
  }

  private static Optional<Split> split(Path file) {
    return word(file.getFileName().toString())
        .or(() -> Split.of(String.valueOf(file.toAbsolutePath().getParent().getFileName())));
  }

  private static Optional<Split> word(String name) {
    for (String word : name.split("[^A-Za-z]+", -1)) {
      var split = Split.of(word);
      if (split.isPresent()) return split;
    }
    return Optional.empty();
  }

  /** The folder that the names of pictures count from: the likely one with most of the first. */
  static Path pictures(CocoContent content) {
    Split split = split(content.file()).orElse(Split.TRAIN);
    Path best = null;
    long most = 0;
    for (Path folder : likely(content.file(), split)) {
      long there =
          content.pictures().values().stream()
              .limit(PROBE)
              .filter(p -> exists(folder, p.file()))
              .count();
      if (there > most) {
        best = folder;
        most = there;
      }
    }
    if (best != null) return best;
    Path beside = content.file().toAbsolutePath().getParent();
    if (content.pictures().isEmpty()) return beside;
    throw new DataException(
        "%s: its pictures are not found; the first would be %s (put them beside the file, or into 'images' or '%s' beside its folder)"
            .formatted(
                content.file(),
                beside + "/" + content.pictures().values().iterator().next().file(),
                split.word()));
  }

  private static boolean exists(Path folder, String name) {
    try {
      return Files.exists(folder.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Set<Path> likely(Path file, Split split) {
    Path beside = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    Path above =
        Optional.ofNullable(beside.toAbsolutePath().normalize().getParent()).orElse(beside);
    if (!beside.isAbsolute() && beside.getParent() != null) above = beside.getParent();
    String name = file.getFileName().toString();
    String own = name.substring(0, name.lastIndexOf('.')).replaceFirst("^" + INSTANCES + "_", "");
    var likely = new LinkedHashSet<Path>();
    for (Path place : List.of(beside, above)) {
      likely.add(place);
      likely.add(place.resolve("images"));
      likely.add(place.resolve(own));
      likely.add(place.resolve("images").resolve(own));
      for (String word : words(split)) {
        likely.add(place.resolve(word));
        likely.add(place.resolve(word).resolve("images"));
        likely.add(place.resolve("images").resolve(word));
      }
    }
    return likely;
  }

  private static List<String> words(Split split) {
    return switch (split) {
      case TRAIN -> List.of("train", "training");
      case VAL -> List.of("val", "valid", "validation");
      case TEST -> List.of("test", "testing");
    };
  }
}
