package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.ModelException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a network gave for some rows, in the heap. */
final class Given {
  private final int rows;
  private final FloatBuffer answers;
  private FloatBuffer features;

  Given(int rows, int classes) {
    this.rows = rows;
    this.answers = FloatBuffer.allocate(rows * classes);
  }

  /** Adds the first rows of a batch. */
  void add(Path file, OrtSession.Result result, Ends ends, int batch, int some) {
    FloatBuffer answer = floats(result, ends.answer());
    int classes = answers.capacity() / rows;
    if (answer.remaining() != batch * classes)
      throw new ModelException(
          "%s gives %d numbers for %d pictures of %d classes; export it anew"
              .formatted(file, answer.remaining(), batch, classes));
    answers.put(answer.slice(0, some * classes));
    if (ends.features().isEmpty()) return;
    FloatBuffer feature = floats(result, ends.features().get());
    int width = feature.remaining() / batch;
    if (features == null) features = FloatBuffer.allocate(rows * width);
    features.put(feature.slice(0, some * width));
  }

  private static FloatBuffer floats(OrtSession.Result result, String name) {
    return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
  }

  /** [rows of all parts, classes]. */
  static float[] answers(Given... parts) {
    return joined(parts, part -> part.answers);
  }

  /** [rows of all parts, width], or null where there are none. */
  static float[] features(Given... parts) {
    return parts[0].features == null ? null : joined(parts, part -> part.features);
  }

  private static float[] joined(Given[] parts, Function<Given, FloatBuffer> what) {
    if (parts.length == 1) return what.apply(parts[0]).array();
    var all =
        FloatBuffer.allocate(Stream.of(parts).map(what).mapToInt(FloatBuffer::capacity).sum());
    for (Given part : parts) all.put(what.apply(part).array());
    return all.array();
  }
}
