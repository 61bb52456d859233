package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the picture that goes with a label file: of the same name, in the nearest folder. */
final class Partners {
  private final Path root;
  private final Map<String, List<Path>> byStem = new HashMap<>();

  private Partners(Path root) {
    this.root = root;
  }

  static Partners of(Path root, List<Path> pictures) {
    var partners = new Partners(root);
    for (Path picture : pictures) {
      partners.byStem.computeIfAbsent(stem(picture), s -> new ArrayList<>()).add(picture);
    }
    return partners;
  }

  /** A file's name without what follows the last dot. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /**
   * The picture of a label file.
   *
   * @param said the picture's name as the label file has it, possibly empty or wrong
   */
  Optional<Path> of(Path labels, String said) {
    var same = byStem.getOrDefault(stem(labels), List.of());
    if (same.isEmpty() && !said.isEmpty()) {
      String name = said.substring(1 + Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')));
      int dot = name.lastIndexOf('.');
      same = byStem.getOrDefault(dot < 0 ? name : name.substring(0, dot), List.of());
    }
    if (same.size() < 2) return same.stream().findFirst();
    return Optional.of(nearest(labels, same));
  }

  /** The one with the fewest steps from folder to folder. */
  private Path nearest(Path labels, List<Path> pictures) {
    Path best = null;
    int least = Integer.MAX_VALUE;
    boolean tie = false;
    for (Path picture : pictures) {
      int steps = labels.getParent().relativize(picture).getNameCount();
      tie = steps == least || (tie && steps > least);
      if (steps < least) {
        best = picture;
        least = steps;
      }
    }
    if (tie) {
      throw new DataException(
          "%s: %s may be of %s or of %s; keep one of the pictures, or put it beside its labels"
              .formatted(
                  root,
                  root.relativize(labels),
                  root.relativize(pictures.get(0)),
                  root.relativize(pictures.get(1))));
    }
    return best;
  }
}
