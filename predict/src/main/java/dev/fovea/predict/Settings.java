package dev.fovea.predict;

import dev.fovea.predict.model.Postprocess;
import dev.fovea.predict.model.Told;
import java.util.function.UnaryOperator;

/**
 * How a model is opened.
 *
 * @param device {@code auto} (CUDA where there is any), {@code cpu} or {@code cuda}
 * @param threads that work on one call; libtorch has one count for the whole process, which this
 *     does not touch
 * @param sessions calls that run at a time, each with {@code threads} threads and a copy of the
 *     weights; further callers wait in turn. One with all processors answers a single caller
 *     soonest; of many callers two processors answered as many a second with two of one thread
 *     each. libtorch runs every call at once, with one copy of the weights
 * @param answering makes the thresholds of the model others
 * @param told of an {@code .onnx} file from elsewhere that does not say what it is
 */
public record Settings(
    String device, int threads, int sessions, UnaryOperator<Postprocess> answering, Told told) {
  /** On CUDA where there is any, one call at a time with all processors, as the model says. */
  public static final Settings DEFAULT =
      new Settings(
          "auto",
          Runtime.getRuntime().availableProcessors(),
          1,
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
    return new Settings(device, DEFAULT.threads, DEFAULT.sessions, DEFAULT.answering, DEFAULT.told);
  }

  public Settings withThreads(int threads) {
    return new Settings(device, threads, sessions, answering, told);
  }

  public Settings withSessions(int sessions) {
    return new Settings(device, threads, sessions, answering, told);
  }

  /** To answer otherwise than the model says: with other thresholds, or another confidence. */
  public Settings withAnswering(UnaryOperator<Postprocess> answering) {
    return new Settings(device, threads, sessions, answering, told);
  }

  /** For a network from elsewhere: its classes, its preprocessing. */
  public Settings withTold(Told told) {
    return new Settings(device, threads, sessions, answering, told);
  }
}
