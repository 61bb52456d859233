package dev.fovea.data;

import dev.fovea.image.Classes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A data set: its classes and its examples by split, in an order that depends on the files alone.
 *
 * @param format what was found: "class folders", "IDX files", "CSV", "COCO JSON", "Pascal VOC XML"
 *     or "YOLO text"
 * @param root the folder or file that was opened
 * @param classes the class names; a label is a position in them
 * @param multiLabel whether a picture may hold several classes or none (every truth is then {@link
 *     Truth.AnyOf})
 * @param examples each split's examples; all three keys are there, the lists may be empty
 * @param broken the examples left out because they cannot be decoded, in order of their ids
 * @param warnings what looks odd and does not stop the work, a sentence each
 */
public record Dataset(
    String format,
    Path root,
    Classes classes,
    boolean multiLabel,
    Map<Split, List<Example>> examples,
    List<Broken> broken,
    List<String> warnings) {

  public Dataset {
    var all = new EnumMap<Split, List<Example>>(Split.class);
    for (Split split : Split.values()) {
      all.put(split, List.copyOf(examples.getOrDefault(split, List.of())));
    }
    examples = java.util.Collections.unmodifiableMap(all);
    broken = List.copyOf(broken);
    warnings = List.copyOf(warnings);
  }

  /** The examples of one split, possibly none. */
  public List<Example> split(Split split) {
    return examples.get(split);
  }

  /** How many examples there are in all splits. */
  public int size() {
    return examples.values().stream().mapToInt(List::size).sum();
  }

  /** Whether it is known where things are: every truth is then {@link Truth.Objects}. */
  public boolean boxes() {
    return examples.values().stream()
        .flatMap(List::stream)
        .findFirst()
        .filter(e -> e.truth() instanceof Truth.Objects)
        .isPresent();
  }

  /** The same data set with its examples dealt out otherwise. */
  public Dataset withExamples(Map<Split, List<Example>> dealt) {
    return new Dataset(format, root, classes, multiLabel, dealt, broken, warnings);
  }

  /** The same data set with these warnings. */
  public Dataset withWarnings(List<String> warnings) {
    return new Dataset(format, root, classes, multiLabel, examples, broken, warnings);
  }

  /** How many pictures of a split hold each class, {@code [classes]}. */
  public int[] counts(Split split) {
    var counts = new int[classes.names().size()];
    for (Example example : split(split)) {
      for (int label : example.truth().labels()) counts[label]++;
    }
    return counts;
  }

  /** How many boxes of each class a split has, crowds included, {@code [classes]}. */
  public int[] boxCounts(Split split) {
    var counts = new int[classes.names().size()];
    for (Example example : split(split)) {
      if (example.truth() instanceof Truth.Objects objects) {
        for (Thing thing : objects.things()) counts[thing.label()]++;
      }
    }
    return counts;
  }

  /** How many boxes there are in a split to learn from and to find, crowds not counted. */
  public long things(Split split) {
    return split(split).stream()
        .map(Example::truth)
        .filter(Truth.Objects.class::isInstance)
        .flatMap(truth -> ((Truth.Objects) truth).things().stream())
        .filter(thing -> !thing.crowd())
        .count();
  }

  /**
   * One line of what was found: {@code class folders: 8 classes, 2,640 images (train 2,112, test
   * 528)}, {@code COCO JSON: 3 classes, 364 images, 4,888 boxes (train 292, test 72)}.
   */
  public String description() {
    var parts = new StringJoiner(", ");
    for (Split split : Split.values()) {
      if (!split(split).isEmpty()) parts.add(split.word() + " " + number(split(split).size()));
    }
    return format
        + ": "
        + Counted.of(classes.size(), "class")
        + ", "
        + (multiLabel ? "several a picture, " : "")
        + Counted.of(size(), "image")
        + (boxes() ? ", " + Counted.of(allBoxes(), "box") : "")
        + " ("
        + parts
        + ")"
        + (broken.isEmpty() ? "" : ", " + number(broken.size()) + " broken left out");
  }

  private long allBoxes() {
    long all = 0;
    for (Split split : Split.values()) all += Arrays.stream(boxCounts(split)).asLongStream().sum();
    return all;
  }

  private static String number(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
