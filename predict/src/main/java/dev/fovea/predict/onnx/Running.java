package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Parallel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Pictures through the sessions of a file: shared out among those that are free, in batches that
 * the network takes.
 *
 * @param made what the pictures are
 * @param image the input
 * @param batch how many pictures go in at a time; 0 for any number
 * @param wanted the outputs that are asked for
 * @param most parts that a call is shared out in
 */
record Running(
    Path file,
    Preprocess made,
    String image,
    int batch,
    Set<String> wanted,
    Sessions sessions,
    int most) {
  /** Reads what a batch gave; the outputs are freed afterwards. */
  interface Reading<T> {
    /**
     * @param part what is read so far
     * @param given of {@code batch} pictures
     * @param some of them, the first ones, that are read
     */
    void read(T part, OrtSession.Result given, int batch, int some) throws OrtException;
  }

  /**
   * Runs pictures.
   *
   * @param numbers [n, views, c, h, w]
   * @param n pictures, whose views are not parted
   * @param part begins one with so many rows
   * @return the parts in order
   */
  <T> List<T> run(FloatBuffer numbers, int n, int views, IntFunction<T> part, Reading<T> reading) {
    int rows = Math.multiplyExact(n, views);
    int each = made.floats();
    long floats = (long) rows * each;
    if (n < 1 || numbers.remaining() != floats)
      throw new ModelException(
          "%d pictures are %d numbers for this model, got %d"
              .formatted(rows, floats, numbers.remaining()));
    int parts = Math.min(most, n);
    var all = new ArrayList<T>();
    for (int i = 0; i < parts; i++)
      all.add(part.apply((ends(i + 1, parts, n) - ends(i, parts, n)) * views));
    Parallel.each(
        parts,
        i -> {
          int from = ends(i, parts, n) * views;
          int end = ends(i + 1, parts, n) * views;
          FloatBuffer own = numbers.slice(numbers.position() + from * each, (end - from) * each);
          sessions.with(session -> {
            batches(session, own, end - from, all.get(i), reading);
            return null;
          });
        });
    return all;
  }

  private static int ends(int part, int parts, int n) {
    return part * n / parts;
  }

  private <T> void batches(
      OrtSession session, FloatBuffer numbers, int rows, T part, Reading<T> reading) {
    int whole = batch == 0 ? rows : batch;
    int each = made.floats();
    for (int at = 0; at < rows; at += whole) {
      int some = Math.min(whole, rows - at);
      FloatBuffer own = numbers.slice(at * each, some * each);
      if (some == whole) run(session, own, whole, some, part, reading);
      else // The network takes so many and no fewer: what stands in the other places is not read.
      Buffers.lend(
            whole,
            each,
            all -> {
              all.duplicate().put(own);
              run(session, all, whole, some, part, reading);
              return null;
            });
    }
  }

  private <T> void run(
      OrtSession session, FloatBuffer numbers, int whole, int some, T part, Reading<T> reading) {
    long[] shape = {whole, made.channels(), made.height(), made.width()};
    try (OnnxTensor input = OnnxTensor.createTensor(OnnxRuntime.environment(), numbers, shape);
        OrtSession.Result result = session.run(Map.of(image, input), wanted)) {
      reading.read(part, result, whole, some);
    } catch (OrtException e) {
      throw failed(file, whole + " pictures", e);
    }
  }

  /**
   * What a call that failed is told as.
   *
   * @param given what went in, in words
   */
  static ModelException failed(Path file, String given, OrtException e) {
    return new ModelException(
        OnnxRuntime.isMemory(e)
            ? file + ": there is not enough memory for " + given + " at a time; give fewer"
            : file + " cannot be run: " + OnnxRuntime.why(e),
        e);
  }
}
