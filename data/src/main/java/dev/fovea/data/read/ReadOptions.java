package dev.fovea.data.read;

/**
 * How a data set is opened.
 *
 * @param check whether the first bytes of every file are looked at, to leave broken pictures out
 *     from the start
 * @param strict whether a broken picture ends the work instead of being left out
 * @param training whether a network is to learn from it: then there must be training pictures of
 *     two classes
 * @param threads that look at files
 */
public record ReadOptions(boolean check, boolean strict, boolean training, int threads) {
  public ReadOptions {
    if (threads < 1) throw new IllegalArgumentException("threads must be above 0, got " + threads);
  }

  /** Broken pictures are left out; a network is to learn from the rest. */
  public static ReadOptions forTraining() {
    return new ReadOptions(true, false, true, 2 * Runtime.getRuntime().availableProcessors());
  }

  /** Broken pictures are left out; one class alone will do. */
  public static ReadOptions forEvaluation() {
    return new ReadOptions(true, false, false, 2 * Runtime.getRuntime().availableProcessors());
  }

  public ReadOptions withCheck(boolean check) {
    return new ReadOptions(check, strict, training, threads);
  }

  public ReadOptions withStrict(boolean strict) {
    return new ReadOptions(check, strict, training, threads);
  }
}
