package dev.fovea.task;

import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.torch.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 */
public record Model(
    String task,
    Network network,
    Weights weights,
    Classes classes,
    Preprocess preprocess,
    Postprocess postprocess,
    SequencedMap<String, Double> scores,
    SequencedMap<String, String> provenance)
    implements AutoCloseable {
  public Model {
    postprocess.check(classes.size());
    scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    provenance = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(provenance));
  }

  /** The same weights answering otherwise. */
  public Model withPostprocess(Postprocess postprocess) {
    return new Model(task, network, weights, classes, preprocess, postprocess, scores, provenance);
  }

  /** The same weights with what else was measured of them. */
  public Model withScores(SequencedMap<String, Double> scores) {
    return new Model(task, network, weights, classes, preprocess, postprocess, scores, provenance);
  }

  @Override
  public void close() {
    weights.close();
  }
}
