package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.CardYaml;
import dev.fovea.predict.model.JsonObjects;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Output;
import dev.fovea.predict.model.Parts;
import dev.fovea.predict.model.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a network: by the metadata of its file, or, of a file that says nothing, by what
 * the caller says and a {@code .yaml} file beside it.
 *
 * @param output what the network gives
 */
record Described(ModelCard card, Output output) {
  /**
   * What is known of a file.
   *
   * @param task what it is opened for
   * @throws ModelException where too little is known of it, or it is for another task
   */
  static Described of(Path file, OrtSession session, Told told, String task) {
    Described known = of(file, session, told, task.equals("detect"));
    known.card.need(file, task);
    return known;
  }

  private static Described of(Path file, OrtSession session, Told told, boolean boxes) {
    Map<String, String> metadata = metadata(file, session);
    Parts.refuse(file, metadata);
    if (metadata.containsKey(CardJson.KEY)) {
      told.refuse(file);
      return new Described(CardJson.read(file, metadata, CardJson.Besides.NOTHING), Output.LOGITS);
    }
    Path yaml = CardYaml.beside(file);
    if (Files.exists(yaml)) {
      var beside = new OutputBeside();
      ModelCard card = CardYaml.read(yaml, told, beside);
      return new Described(card, told.output().orElse(beside.output));
    }
    if (boxes)
      throw new ModelException(
          "%s does not say what it is, as files from elsewhere do not; write %s with its task, classes,"
                  .formatted(file, yaml)
              + " preprocess and postprocess (docs/ARCHITECTURE.md has an example)");
    List<String> missing = told.missing();
    if (missing.isEmpty()) return new Described(told.card(), told.output().orElse(Output.LOGITS));
    throw new ModelException(
        file
            + " does not say its "
            + String.join(" and ", missing)
            + ", as files from elsewhere do not; add"
            + (missing.contains("classes") ? " --classes a,b,c (or a file, one a line)" : "")
            + (missing.contains("preprocessing") ? " --preprocess imagenet (or size=PX ...)" : "")
            + ", in Java Settings.withTold, or write "
            + yaml
            + " (docs/ARCHITECTURE.md has an example)");
  }

  /** What a file says of itself. */
  static Map<String, String> metadata(Path file, OrtSession session) {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw new ModelException(file + ": its metadata cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  /** The key {@code output} of the file beside. */
  private static final class OutputBeside implements CardJson.Besides {
    private Output output = Output.LOGITS;

    @Override
    public void read(String key, JsonObjects json) throws IOException {
      if (!key.equals("output")) throw JsonObjects.unknown(key);
      output = Output.of(json.text());
    }
  }

  /** The same network answering otherwise. */
  Described with(ModelCard card) {
    return new Described(card, output);
  }

  /** What the network gives as logits: the postprocess makes the same probabilities of them. */
  float[] logits(float[] given) {
    if (output == Output.LOGITS) return given;
    var logits = new float[given.length];
    for (int i = 0; i < given.length; i++) {
      double p = Math.max(given[i], Float.MIN_VALUE);
      double rest = card.classify().multiLabel() ? Math.max(1 - p, Float.MIN_VALUE) : 1;
      logits[i] = (float) (Math.log(p) - Math.log(rest));
    }
    return logits;
  }
}
