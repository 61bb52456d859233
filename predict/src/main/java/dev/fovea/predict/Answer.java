package dev.fovea.predict;

import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a classifier says of one picture.
 *
 * @param labels every class, most probable first
 * @param said the labels that the model answers by its thresholds, most probable first: one, or any
 *     number where a picture may have several
 * @param confidence how far the answer is from being another one, 0 to 1
 * @param novelty how unlike the pictures that the model learned from, by {@link
 *     dev.fovea.predict.model.Novelty}; empty where the model cannot tell
 * @param doubts reasons not to rely on it
 */
public record Answer(
    List<Label> labels,
    List<Label> said,
    double confidence,
    OptionalDouble novelty,
    Set<Doubt> doubts) {
  /**
   * @param name of the class
   * @param probability 0 to 1
   */
  public record Label(String name, double probability) {}

  /** Why an answer should not be relied on. */
  public enum Doubt {
    /** Its confidence is below what the model, or the caller, asks for. */
    UNSURE,
    /** The picture is of another kind than those that the model learned from. */
    UNFAMILIAR
  }

  public Answer {
    labels = List.copyOf(labels);
    said = List.copyOf(said);
    doubts = Set.copyOf(doubts);
  }

  /**
   * The answer to a network's outputs.
   *
   * @param logits [classes]
   * @param features [width] for {@link ModelCard#novelty}; may be null where the model has none
   */
  static Answer of(ModelCard model, float[] logits, float[] features) {
    List<String> names = model.classes().names();
    ClassifyPostprocess postprocess = model.classify();
    float[] probabilities = postprocess.probabilities(logits);
    var said = postprocess.decision().labels(probabilities);
    double confidence = postprocess.decision().confidence(probabilities);
    var doubts = EnumSet.noneOf(Doubt.class);
    if (confidence < postprocess.minConfidence()) doubts.add(Doubt.UNSURE);
    OptionalDouble novelty =
        model.novelty().stream().mapToDouble(known -> known.distance(features)).findFirst();
    if (novelty.isPresent() && model.novelty().get().isUnfamiliar(novelty.getAsDouble()))
      doubts.add(Doubt.UNFAMILIAR);
    return new Answer(
        ranked(names, probabilities, IntStream.range(0, probabilities.length)),
        ranked(names, probabilities, said.stream().mapToInt(c -> c)),
        confidence,
        novelty,
        doubts);
  }

  private static List<Label> ranked(List<String> names, float[] probabilities, IntStream classes) {
    return classes
        .mapToObj(c -> new Label(names.get(c), probabilities[c]))
        .sorted(Comparator.comparingDouble(Label::probability).reversed())
        .toList();
  }

  /**
   * The label that is said; of several the most probable, and where none is said the most probable
   * of all.
   */
  public Label top() {
    return said.isEmpty() ? labels.get(0) : said.get(0);
  }

  /** Whether its confidence is below what is asked for. */
  public boolean unsure() {
    return doubts.contains(Doubt.UNSURE);
  }

  /** Whether the picture is of another kind than those that the model learned from. */
  public boolean unfamiliar() {
    return doubts.contains(Doubt.UNFAMILIAR);
  }
}
