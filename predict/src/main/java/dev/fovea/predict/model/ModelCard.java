package dev.fovea.predict.model;

import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file says of its network: all that its use needs but the network itself.
 *
 * @param task {@code classify} ...
 * @param classes in the order of the outputs
 * @param preprocess from a picture to the network's input
 * @param postprocess from the network's output to the answer
 * @param scores found on the validation split, by the names of metrics.json, in that order
 * @param provenance where it comes from: data, seed, version; for people to read
 * @param novelty tells pictures of another kind; empty where none was fitted
 */
public record ModelCard(
    String task,
    Classes classes,
    Preprocess preprocess,
    Postprocess postprocess,
    Map<String, Double> scores,
    Map<String, String> provenance,
    Optional<Novelty> novelty) {
  public ModelCard {
    postprocess.check(classes.size());
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A model that takes every picture for one of its kind. */
  public ModelCard(
      String task,
      Classes classes,
      Preprocess preprocess,
      Postprocess postprocess,
      Map<String, Double> scores,
      Map<String, String> provenance) {
    this(task, classes, preprocess, postprocess, scores, provenance, Optional.empty());
  }

  /**
   * How a classifier answers.
   *
   * @throws ModelException where the model is for another task
   */
  public ClassifyPostprocess classify() {
    if (postprocess instanceof ClassifyPostprocess labels) return labels;
    throw new ModelException("it is a model for " + task + ", not for classify");
  }

  /**
   * How a detector answers.
   *
   * @throws ModelException where the model is for another task
   */
  public DetectPostprocess detect() {
    if (postprocess instanceof DetectPostprocess boxes) return boxes;
    throw new ModelException("it is a model for " + task + ", not for detect");
  }

  /**
   * Refuses a model for another task.
   *
   * @param file stands in the message
   * @param wanted the task
   * @throws ModelException where the model is for another one
   */
  public void need(Path file, String wanted) {
    if (task.equals(wanted)) return;
    String opened =
        switch (task) {
          case "classify" -> "; Classifier opens it";
          case "detect" -> "; Detector opens it";
          default -> "";
        };
    throw new ModelException(file + " is a model for " + task + ", not for " + wanted + opened);
  }

  /** The same model answering otherwise. */
  public ModelCard withPostprocess(Postprocess postprocess) {
    return with(postprocess, scores, novelty);
  }

  /** The same model with what else was measured of it. */
  public ModelCard withScores(Map<String, Double> scores) {
    return with(postprocess, scores, novelty);
  }

  /** The same model with what tells pictures of another kind. */
  public ModelCard withNovelty(Optional<Novelty> novelty) {
    return with(postprocess, scores, novelty);
  }

  private ModelCard with(
      Postprocess postprocess, Map<String, Double> scores, Optional<Novelty> novelty) {
    return new ModelCard(task, classes, preprocess, postprocess, scores, provenance, novelty);
  }
}
