package dev.fovea.predict.model;

import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller says of an ONNX file from elsewhere, which says nothing of itself. What is empty is
 * taken from the {@code .yaml} file beside it; where both say something, the caller's counts.
 *
 * @param classes in the order of the outputs
 * @param preprocess from a picture to the network's input
 * @param activation one label a picture or several; softmax where nobody says
 * @param output what the network ends in; logits where nobody says
 */
public record Told(
    Optional<Classes> classes,
    Optional<Preprocess> preprocess,
    Optional<Activation> activation,
    Optional<Output> output) {
  /** Nothing: the file says all, or the one beside it. */
  public static final Told NOTHING =
      new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** All that a classifier of one label a picture needs, whose network gives logits. */
  public static Told of(Classes classes, Preprocess preprocess) {
    return new Told(
        Optional.of(classes), Optional.of(preprocess), Optional.empty(), Optional.empty());
  }

  public Told withActivation(Activation activation) {
    return new Told(classes, preprocess, Optional.of(activation), output);
  }

  public Told withOutput(Output output) {
    return new Told(classes, preprocess, activation, Optional.of(output));
  }

  /** What a network cannot be used without and is not said here, in words. */
  public List<String> missing() {
    var missing = new ArrayList<String>();
    if (classes.isEmpty()) missing.add("classes");
    if (preprocess.isEmpty()) missing.add("preprocessing");
    return missing;
  }

  /**
   * Refuses to be said of a file that says all of this itself.
   *
   * @throws ModelException where anything is said here
   */
  public void refuse(Path file) {
    if (!equals(NOTHING))
      throw new ModelException(
          file
              + " says its classes and preprocessing itself; leave out --classes, --preprocess,"
              + " --output and --activation (in Java Settings.withTold)");
  }

  /** The card of a network of which nothing else is known. */
  public ModelCard card() {
    Classes all = classes.orElseThrow();
    return new ModelCard(
        "classify",
        all,
        preprocess.orElseThrow(),
        ClassifyPostprocess.of(activation.orElse(Activation.SOFTMAX), all.size()),
        Map.of(),
        Map.of());
  }
}
