package dev.fovea.predict;

import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.Told;
import java.util.function.UnaryOperator;

/**
 * How a model is opened.
 *
 * @param device {@code auto} (CUDA where there is any), {@code cpu} or {@code cuda}
 * @param threads of ONNX Runtime that work on one call; libtorch has one count for the whole
 *     process, which this does not touch. Pictures are decoded, and boxes made of a detector's
 *     maps, by Java's common pool, whatever this says
 * @param sessions calls that run at a time, each with {@code threads} threads; further callers wait
 *     in turn. The pictures of one call are shared out among those that are free. With one thread
 *     each they share one copy of the weights, with more each has its own. libtorch runs every call
 *     at once, with one copy of the weights
 * @param answering makes the thresholds of a classifier others
 * @param detecting makes the least score, the overlap and the most boxes of a detector others
 * @param told of an {@code .onnx} file from elsewhere that does not say what it is
 */
public record Settings(
    String device,
    int threads,
    int sessions,
    UnaryOperator<ClassifyPostprocess> answering,
    UnaryOperator<DetectPostprocess> detecting,
    Told told) {
  /** On CUDA where there is any, one call at a time with all processors, as the model says. */
  public static final Settings DEFAULT =
      new Settings(
          "auto",
          Runtime.getRuntime().availableProcessors(),
          1,
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          Told.NOTHING);

  public Settings {
    if (threads < 1 || sessions < 1)
      throw new IllegalArgumentException(
          "a model is opened with 1 or more threads and sessions, got %d and %d"
              .formatted(threads, sessions));
  }

  /** As by default, on a device. */
  public static Settings on(String device) {
    return new Settings(
        device,
        DEFAULT.threads,
        DEFAULT.sessions,
        DEFAULT.answering,
        DEFAULT.detecting,
        DEFAULT.told);
  }

  public Settings withThreads(int threads) {
    return new Settings(device, threads, sessions, answering, detecting, told);
  }

  public Settings withSessions(int sessions) {
    return new Settings(device, threads, sessions, answering, detecting, told);
  }

  /**
   * For batches and many callers: as many sessions as there were threads, of one thread each. One
   * session with all threads answers a single picture soonest; sixteen at a time took a seventh
   * more processor time that way. On a graphics card all stays as it was.
   */
  public Settings forMany() {
    if (device.startsWith("cuda")) return this;
    return withSessions(sessions * threads).withThreads(1);
  }

  /** To answer otherwise than the model says: with other thresholds, or another confidence. */
  public Settings withAnswering(UnaryOperator<ClassifyPostprocess> answering) {
    return new Settings(device, threads, sessions, answering, detecting, told);
  }

  /** To detect otherwise than the model says: from another score on, or fewer boxes. */
  public Settings withDetecting(UnaryOperator<DetectPostprocess> detecting) {
    return new Settings(device, threads, sessions, answering, detecting, told);
  }

  /** For a network from elsewhere: its classes, its preprocessing. */
  public Settings withTold(Told told) {
    return new Settings(device, threads, sessions, answering, detecting, told);
  }
}
