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
 * @param multiLabel whether several classes may be true of one picture
 * @param scores found on the validation split, by the names of metrics.json
 * @param provenance where it comes from: data, seed, version; for people to read
 */
public record Model(
    String task,
    Network network,
    Weights weights,
    Classes classes,
    Preprocess preprocess,
    boolean multiLabel,
    SequencedMap<String, Double> scores,
    SequencedMap<String, String> provenance)
    implements AutoCloseable {
  public Model {
    scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    provenance = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(provenance));
  }

  @Override
  public void close() {
    weights.close();
  }
}
