package dev.fovea.predict.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What goes into a network: pictures, float32 [n, c, h, w].
 *
 * @param name of the input
 * @param batch how many pictures go in at a time; 0 for any number
 */
record ImageEnd(String name, int batch) {
  /**
   * The only input of a file.
   *
   * @param kind of model, for the message
   * @throws ModelException where it takes something else than the preprocessing makes
   */
  static ImageEnd of(Path file, OrtSession session, Preprocess made, String kind) {
    try {
      Collection<NodeInfo> inputs = session.getInputInfo().values();
      if (inputs.size() != 1)
        throw new ModelException(
            file
                + " takes "
                + inputs.size()
                + " inputs ("
                + names(inputs)
                + "), "
                + kind
                + " takes one picture; export it with one input");
      NodeInfo image = inputs.iterator().next();
      return new ImageEnd(image.getName(), (int) Math.max(0, shape(file, image, made)[0]));
    } catch (OrtException e) {
      throw new ModelException(file + ": its inputs cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  private static long[] shape(Path file, NodeInfo input, Preprocess made) {
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

  /** The shape of floats with so many dimensions; of anything else an empty one. */
  static long[] floats(NodeInfo end, int dimensions) {
    return end.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == dimensions
        ? tensor.getShape()
        : new long[0];
  }

  static String words(NodeInfo end) {
    return end.getInfo() instanceof TensorInfo tensor
        ? tensor.type + " " + shown(tensor.getShape())
        : "something that is no tensor";
  }

  static String shown(long... shape) {
    return Arrays.stream(shape)
        .mapToObj(size -> size < 0 ? "n" : Long.toString(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String names(Collection<NodeInfo> ends) {
    return ends.stream().map(NodeInfo::getName).collect(Collectors.joining(", "));
  }
}
