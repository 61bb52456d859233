package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.read.Suffixes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of {@code ImageSets/Main}: {@code train.txt}, {@code val.txt} and {@code test.txt} with
 * a picture's name in each line; {@code trainval.txt} where there is no {@code train.txt}.
 */
final class VocLists {
  private static final long MOST_BYTES = 1L << 28;

  private final Map<String, Split> asSaid = new HashMap<>();
  private final Map<String, Split> byName = new HashMap<>();

  private VocLists() {}

  /** The lists of a data set, where it has some. */
  static Optional<VocLists> in(Path root) {
    Path folder = root.resolve("ImageSets").resolve("Main");
    if (!Files.isDirectory(folder)) return Optional.empty();
    var lists = new VocLists();
    Path train = folder.resolve("train.txt");
    lists.add(Files.exists(train) ? train : folder.resolve("trainval.txt"), Split.TRAIN);
    lists.add(folder.resolve("val.txt"), Split.VAL);
    lists.add(folder.resolve("test.txt"), Split.TEST);
    return lists.byName.isEmpty() ? Optional.empty() : Optional.of(lists);
  }

  /**
   * The split of a picture; empty where no list names it, without its suffix or with it. What looks
   * like a suffix may be none: {@code a.png} names {@code a.png.jpg}, or {@code a.png} itself.
   */
  Optional<Split> of(Path picture) {
    String stem = Partners.stem(picture);
    return Optional.ofNullable(asSaid.get(stem)).or(() -> Optional.ofNullable(byName.get(stem)));
  }

  private void add(Path file, Split split) {
    if (!Files.isRegularFile(file)) return;
    for (String line : TextLines.of(file, MOST_BYTES)) {
      String name = line.strip();
      if (name.isEmpty()) continue;
      asSaid.put(name, split);
      if (Suffixes.picture(name)) name = name.substring(0, name.lastIndexOf('.'));
      Split other = byName.putIfAbsent(name, split);
      if (other != null && other != split) {
        throw new DataException(
            "%s: %s is in the list of %s, too; a picture is in one of them"
                .formatted(file, name, other.word()));
      }
    }
  }
}
