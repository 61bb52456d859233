package dev.fovea.task;

import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.torch.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A trained network and everything that its use needs; owns its weights.
 *
 * @param task {@code classify} ...
 * @param network from the image to the answer before its last activation
 * @param weights the numbers that were validated
 * @param classes in the order of the outputs
 * @param preprocess from a picture to the network's input
 * @param postprocess from the network's output to the answer
 * @param scores found on the validation split, by the names of metrics.json
 * @param provenance where it comes from: data, seed, version; for people to read
 * @param novelty tells pictures of another kind; empty where none was fitted
 */
public record Model(
    String task,
    Network network,
    Weights weights,
    Classes classes,
    Preprocess preprocess,
    Postprocess postprocess,
    SequencedMap<String, Double> scores,
    SequencedMap<String, String> provenance,
    Optional<Novelty> novelty)
    implements AutoCloseable {
  public Model {
    postprocess.check(classes.size());
    scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    provenance = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(provenance));
  }

  /** A model that takes every picture for one of its kind. */
  public Model(
      String task,
      Network network,
      Weights weights,
      Classes classes,
      Preprocess preprocess,
      Postprocess postprocess,
      SequencedMap<String, Double> scores,
      SequencedMap<String, String> provenance) {
    this(
        task,
        network,
        weights,
        classes,
        preprocess,
        postprocess,
        scores,
        provenance,
        Optional.empty());
  }

  /** The same weights answering otherwise. */
  public Model withPostprocess(Postprocess postprocess) {
    return with(postprocess, scores, novelty);
  }

  /** The same weights with what else was measured of them. */
  public Model withScores(SequencedMap<String, Double> scores) {
    return with(postprocess, scores, novelty);
  }

  /** The same weights with what tells pictures of another kind. */
  public Model withNovelty(Optional<Novelty> novelty) {
    return with(postprocess, scores, novelty);
  }

  private Model with(
      Postprocess postprocess, SequencedMap<String, Double> scores, Optional<Novelty> novelty) {
    return new Model(
        task, network, weights, classes, preprocess, postprocess, scores, provenance, novelty);
  }

  @Override
  public void close() {
    weights.close();
  }
}
