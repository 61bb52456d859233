package dev.fovea.task.probe;

import dev.fovea.task.classify.Outputs;
import java.util.List;

/**
 * Features of pictures whose class is known.
 *
 * @param features [width] of each picture
 * @param labels the class of each picture
 * @param classes how many classes there are
 */
public record Labelled(List<float[]> features, List<Integer> labels, int classes) {
  public Labelled {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    if (features.isEmpty() || features.size() != labels.size())
      throw new IllegalArgumentException(
          features.size() + " features do not fit " + labels.size() + " labels");
    for (int label : labels)
      if (label < 0 || label >= classes)
        throw new IllegalArgumentException(
            "labels are from 0 to " + (classes - 1) + ", got " + label);
  }

  /** Of what a network of features said of pictures of one class each. */
  public static Labelled of(Outputs outputs, int classes) {
    return new Labelled(
        outputs.logits(),
        outputs.examples().stream().map(e -> e.truth().labels().getFirst()).toList(),
        classes);
  }

  /** Numbers of a picture. */
  public int width() {
    return features.getFirst().length;
  }

  public int size() {
    return features.size();
  }
}
