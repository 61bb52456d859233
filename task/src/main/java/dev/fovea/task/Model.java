package dev.fovea.task;

import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Novelty;
import dev.fovea.predict.model.Postprocess;
import dev.fovea.torch.Weights;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network and everything that its use needs; owns its weights.
 *
 * @param network from the image to the answer before its last activation
 * @param weights the numbers that were validated
 * @param card what the file says of the network
 */
public record Model(Network network, Weights weights, ModelCard card) implements AutoCloseable {
  /** A model that takes every picture for one of its kind; the last six make its card. */
  public Model(
      String task,
      Network network,
      Weights weights,
      Classes classes,
      Preprocess preprocess,
      Postprocess postprocess,
      Map<String, Double> scores,
      Map<String, String> provenance) {
    this(
        network,
        weights,
        new ModelCard(task, classes, preprocess, postprocess, scores, provenance));
  }

  /** {@code classify} ... */
  public String task() {
    return card.task();
  }

  /** In the order of the outputs. */
  public Classes classes() {
    return card.classes();
  }

  /** From a picture to the network's input. */
  public Preprocess preprocess() {
    return card.preprocess();
  }

  /** From the network's outputs to the answer. */
  public Postprocess postprocess() {
    return card.postprocess();
  }

  /** How a classifier answers, see {@link ModelCard#classify}. */
  public ClassifyPostprocess classify() {
    return card.classify();
  }

  /** How a detector answers, see {@link ModelCard#detect}. */
  public DetectPostprocess detect() {
    return card.detect();
  }

  /** Found on the validation split, by the names of metrics.json. */
  public Map<String, Double> scores() {
    return card.scores();
  }

  /** Where it comes from: data, seed, version; for people to read. */
  public Map<String, String> provenance() {
    return card.provenance();
  }

  /** Tells pictures of another kind; empty where none was fitted. */
  public Optional<Novelty> novelty() {
    return card.novelty();
  }

  /** The same weights answering otherwise. */
  public Model withPostprocess(Postprocess postprocess) {
    return new Model(network, weights, card.withPostprocess(postprocess));
  }

  /** The same weights with what else was measured of them. */
  public Model withScores(Map<String, Double> scores) {
    return new Model(network, weights, card.withScores(scores));
  }

  /** The same weights with what tells pictures of another kind. */
  public Model withNovelty(Optional<Novelty> novelty) {
    return new Model(network, weights, card.withNovelty(novelty));
  }

  @Override
  public void close() {
    weights.close();
  }
}
