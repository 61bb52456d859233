package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Parallel;
import dev.fovea.predict.Settings;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;

/**
 * Pictures through the sessions of a file: shared out among those that are free, in batches that
 * the network takes.
 */
final class Running implements AutoCloseable {
  private final Path file;
  private final Preprocess made;
  private final ImageEnd image;
  private final Set<String> wanted;
  private final Sessions sessions;
  private final int most;

  /** Held to read by each call, so that closing waits for the parts that have yet to begin. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private Running(
      Path file, Preprocess made, ImageEnd image, Set<String> wanted, Sessions sessions, int most) {
    this.file = file;
    this.made = made;
    this.image = image;
    this.wanted = wanted;
    this.sessions = sessions;
    this.most = most;
  }

  /**
   * Opens the rest of a file's sessions; a call is shared out in as many parts.
   *
   * @param made what the pictures are
   * @param wanted the outputs that are asked for
   * @param sessions the first of which is open; they belong to this
   */
  static Running of(
      Path file,
      Preprocess made,
      ImageEnd image,
      Set<String> wanted,
      Sessions sessions,
      Settings settings) {
    sessions.fill(file, settings);
    return new Running(file, made, image, wanted, sessions, settings.sessions());
  }

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
    long floats = (long) rows * made.floats();
    if (n < 1 || numbers.remaining() != floats)
      throw new ModelException(
          "%d pictures are %d numbers for this model, got %d"
              .formatted(rows, floats, numbers.remaining()));
    use.readLock().lock();
    try {
      return shared(numbers, n, views, part, reading);
    } finally {
      use.readLock().unlock();
    }
  }

  private <T> List<T> shared(
      FloatBuffer numbers, int n, int views, IntFunction<T> part, Reading<T> reading) {
    int each = made.floats();
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
    int whole = image.batch() == 0 ? rows : image.batch();
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
        OrtSession.Result result = session.run(Map.of(image.name(), input), wanted)) {
      reading.read(part, result, whole, some);
    } catch (OrtException e) {
      throw failed(file, whole + " pictures", e);
    }
  }

  /** Waits for calls under way, then frees the sessions; later calls are refused. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      sessions.close();
    } finally {
      use.writeLock().unlock();
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
