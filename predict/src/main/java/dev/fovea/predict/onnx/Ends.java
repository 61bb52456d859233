package dev.fovea.predict.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.ModelCard;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes into a network and comes out of it.
 *
 * @param image the input
 * @param answer the output of [n, classes]
 * @param features the output of [n, width], where there is one
 */
record Ends(ImageEnd image, String answer, Optional<String> features) {
  /** The outputs that are asked for. */
  Set<String> wanted() {
    return features.map(name -> Set.of(answer, name)).orElse(Set.of(answer));
  }

  private static final String LOGITS = "logits";
  private static final String FEATURES = "features";

  /**
   * The ends of a classifier.
   *
   * @throws ModelException where it takes or gives something else than the card says
   */
  static Ends of(Path file, OrtSession session, ModelCard model) {
    try {
      ImageEnd image = ImageEnd.of(file, session, model.preprocess(), "a classifier");
      Collection<NodeInfo> outputs = session.getOutputInfo().values();
      return new Ends(
          image,
          answer(file, outputs, model.classes().size()),
          outputs.stream()
              .filter(output ->
                  output.getName().equals(FEATURES) && ImageEnd.floats(output, 2).length == 2)
              .map(NodeInfo::getName)
              .findFirst());
    } catch (OrtException e) {
      throw new ModelException(file + ": its outputs cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  /** The output called logits, or the only one that has a number a class. */
  private static String answer(Path file, Collection<NodeInfo> outputs, int classes) {
    List<NodeInfo> fit =
        outputs.stream()
            .filter(output -> ImageEnd.floats(output, 2).length == 2)
            .filter(output ->
                ImageEnd.floats(output, 2)[1] < 0 || ImageEnd.floats(output, 2)[1] == classes)
            .toList();
    List<NodeInfo> named =
        fit.size() == 1 ? fit : fit.stream().filter(o -> o.getName().equals(LOGITS)).toList();
    if (named.size() != 1)
      throw new ModelException(
          file
              + " gives "
              + outputs.stream()
                  .map(o -> o.getName() + " " + ImageEnd.words(o))
                  .collect(Collectors.joining(", "))
              + "; for "
              + classes
              + " classes one output must be FLOAT "
              + ImageEnd.shown(-1, classes)
              + (fit.size() > 1 ? " or called logits" : ""));
    return named.get(0).getName();
  }
}
