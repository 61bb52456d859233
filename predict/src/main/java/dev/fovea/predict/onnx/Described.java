package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.CardYaml;
import dev.fovea.predict.model.JsonObjects;
import dev.fovea.predict.model.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of a network: by the metadata of its file, or, of a file that says nothing, by a
 * {@code .yaml} file beside it.
 *
 * @param probabilities whether the network ends in the activation, so that it gives no logits
 */
record Described(ModelCard card, boolean probabilities) {
  static Described of(Path file, OrtSession session) {
    Map<String, String> metadata = metadata(file, session);
    if (metadata.containsKey(CardJson.KEY))
      return new Described(CardJson.read(file, metadata, CardJson.Besides.NOTHING), false);
    Path yaml = beside(file);
    if (!Files.exists(yaml))
      throw new ModelException(
          file
              + " does not say its classes and preprocessing, as files from elsewhere do not; write"
              + " them into "
              + yaml
              + " (docs/ARCHITECTURE.md has an example)");
    var output = new Output();
    return new Described(CardYaml.read(yaml, output), output.probabilities);
  }

  /** {@code parts.yaml} for {@code parts.onnx}. */
  static Path beside(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".yaml");
  }

  private static Map<String, String> metadata(Path file, OrtSession session) {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw new ModelException(file + ": its metadata cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  /** The key {@code output} of the file beside. */
  private static final class Output implements CardJson.Besides {
    private boolean probabilities;

    @Override
    public void read(String key, JsonObjects json) throws IOException {
      if (!key.equals("output")) throw JsonObjects.unknown(key);
      String word = json.text();
      probabilities = word.equals("probabilities");
      if (!probabilities && !word.equals("logits"))
        throw new IllegalArgumentException(
            "the output must be logits or probabilities, got " + word);
    }
  }

  /** The same network answering otherwise. */
  Described with(ModelCard card) {
    return new Described(card, probabilities);
  }

  /** What the network gives as logits: the postprocess makes the same probabilities of them. */
  float[] logits(float[] given) {
    if (!probabilities) return given;
    var logits = new float[given.length];
    for (int i = 0; i < given.length; i++) {
      double p = Math.max(given[i], Float.MIN_VALUE);
      double rest = card.postprocess().multiLabel() ? Math.max(1 - p, Float.MIN_VALUE) : 1;
      logits[i] = (float) (Math.log(p) - Math.log(rest));
    }
    return logits;
  }
}
