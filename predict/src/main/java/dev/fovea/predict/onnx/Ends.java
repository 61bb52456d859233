package dev.fovea.predict.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.ModelCard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes into a network and comes out of it.
 *
 * @param image the input: float32 [n, c, h, w]
 * @param batch how many pictures go in at a time; 0 for any number
 * @param answer the output of [n, classes]
 * @param features the output of [n, width], where there is one
 */
record Ends(String image, int batch, String answer, Optional<String> features) {
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
      Collection<NodeInfo> inputs = session.getInputInfo().values();
      if (inputs.size() != 1)
        throw new ModelException(
            file
                + " takes "
                + inputs.size()
                + " inputs ("
                + names(inputs)
                + "), a classifier takes one picture; export it with one input");
      NodeInfo image = inputs.iterator().next();
      long[] shape = image(file, image, model.preprocess());
      Collection<NodeInfo> outputs = session.getOutputInfo().values();
      return new Ends(
          image.getName(),
          (int) Math.max(0, shape[0]),
          answer(file, outputs, model.classes().size()),
          outputs.stream()
              .filter(output -> output.getName().equals(FEATURES) && floats(output, 2).length == 2)
              .map(NodeInfo::getName)
              .findFirst());
    } catch (OrtException e) {
      throw new ModelException(file + ": its inputs cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  private static long[] image(Path file, NodeInfo input, Preprocess made) {
    long[] shape = floats(input, 4);
    long[] wanted = {-1, made.channels(), made.height(), made.width()};
    boolean fits = shape.length == 4;
    for (int i = 1; fits && i < 4; i++) fits = shape[i] < 0 || shape[i] == wanted[i];
    if (!fits)
      throw new ModelException(
          file
              + " takes "
              + input.getName()
              + " as "
              + words(input)
              + ", the preprocessing makes FLOAT "
              + shown(wanted)
              + "; export it anew or correct the preprocessing");
    return shape;
  }

  /** The output called logits, or the only one that has a number a class. */
  private static String answer(Path file, Collection<NodeInfo> outputs, int classes) {
    List<NodeInfo> fit =
        outputs.stream()
            .filter(output -> floats(output, 2).length == 2)
            .filter(output -> floats(output, 2)[1] < 0 || floats(output, 2)[1] == classes)
            .toList();
    List<NodeInfo> named =
        fit.size() == 1 ? fit : fit.stream().filter(o -> o.getName().equals(LOGITS)).toList();
    if (named.size() != 1)
      throw new ModelException(
          file
              + " gives "
              + outputs.stream()
                  .map(o -> o.getName() + " " + words(o))
                  .collect(Collectors.joining(", "))
              + "; for "
              + classes
              + " classes one output must be FLOAT "
              + shown(-1, classes)
              + (fit.size() > 1 ? " or called logits" : ""));
    return named.get(0).getName();
  }

  /** The shape of floats with so many dimensions; of anything else an empty one. */
  private static long[] floats(NodeInfo end, int dimensions) {
    return end.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == dimensions
        ? tensor.getShape()
        : new long[0];
  }

  private static String words(NodeInfo end) {
    return end.getInfo() instanceof TensorInfo tensor
        ? tensor.type + " " + shown(tensor.getShape())
        : "something that is no tensor";
  }

  private static String shown(long... shape) {
    return Arrays.stream(shape)
        .mapToObj(size -> size < 0 ? "n" : Long.toString(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String names(Collection<NodeInfo> ends) {
    return ends.stream().map(NodeInfo::getName).collect(Collectors.joining(", "));
  }
}
