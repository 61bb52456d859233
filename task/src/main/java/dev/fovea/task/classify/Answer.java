package dev.fovea.task.classify;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier says of one picture.
 *
 * @param labels every class, most probable first
 */
public record Answer(List<Label> labels) {
  /**
   * @param name of the class
   * @param probability 0 to 1
   */
  public record Label(String name, double probability) {}

  public Answer {
    labels = List.copyOf(labels);
  }

  static Answer of(List<String> names, float[] probabilities) {
    return new Answer(
        IntStream.range(0, probabilities.length)
            .mapToObj(c -> new Label(names.get(c), probabilities[c]))
            .sorted(Comparator.comparingDouble(Label::probability).reversed())
            .toList());
  }

  /** The most probable class. */
  public Label top() {
    return labels.getFirst();
  }

  /** Classes of at least this probability, for models that know several a picture. */
  public List<Label> above(double probability) {
    return labels.stream().filter(label -> label.probability() >= probability).toList();
  }
}
