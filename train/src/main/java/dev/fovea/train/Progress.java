package dev.fovea.train;

/** Where a run is: all counters that its state keeps. */
final class Progress {
  /** Batches learned from since the run began. */
  long step;

  /** Finished epochs. */
  int epoch;

  /** Batches done of the epoch under way. */
  int batch;

  /** Of the epoch under way. */
  final LossSums losses = new LossSums();

  /** Seconds of training before this process. */
  double secondsBefore;

  double bestScore = Double.NEGATIVE_INFINITY;
  int bestEpoch;

  /** Epochs since the best one, for early stopping. */
  int since;

  /** How long the last validation took. */
  double validationSeconds;

  private long started = System.nanoTime();

  /** Starts this process' share of the clock. */
  void start() {
    started = System.nanoTime();
  }

  double seconds() {
    return secondsBefore + (System.nanoTime() - started) / 1e9;
  }

  /** Ends an epoch; true where its score is the best so far. */
  boolean finishEpoch(double score) {
    epoch++;
    batch = 0;
    losses.clear();
    boolean best = score > bestScore;
    since = best ? 0 : since + 1;
    if (best) {
      bestScore = score;
      bestEpoch = epoch;
    }
    return best;
  }

  void save(State.Writer out) {
    out.number("step", step);
    out.number("epoch", epoch);
    out.number("batch", batch);
    losses.save(out);
    out.real("seconds", seconds());
    out.real("validation_seconds", validationSeconds);
    out.real("best_score", bestScore);
    out.number("best_epoch", bestEpoch);
    out.number("since_best", since);
  }

  void restore(State in) {
    step = in.number("step");
    epoch = Math.toIntExact(in.number("epoch"));
    batch = Math.toIntExact(in.number("batch"));
    losses.restore(in);
    secondsBefore = in.real("seconds");
    validationSeconds = in.real("validation_seconds");
    bestScore = in.real("best_score");
    bestEpoch = Math.toIntExact(in.number("best_epoch"));
    since = Math.toIntExact(in.number("since_best"));
  }
}
