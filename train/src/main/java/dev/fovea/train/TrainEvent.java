package dev.fovea.train;

import java.nio.file.Path;
import java.util.SequencedMap;

/** What a run tells the outside while it goes on: to print, to stream, to draw. */
public sealed interface TrainEvent {
  /** Batches learned from since the run began, those before a resume included. */
  long step();

  /**
   * @param resumed whether this goes on from a state
   * @param epochs planned, or 0 under a time budget
   * @param batches of one epoch
   */
  record Started(long step, boolean resumed, int epochs, int batches) implements TrainEvent {}

  /** An epoch, from 1, begins (or goes on, at a batch above 0). */
  record EpochStarted(long step, int epoch, int batch) implements TrainEvent {}

  /**
   * @param epoch from 1
   * @param batch from 1
   * @param progress of the whole run, 0 to 1
   * @param losses by name
   * @param rate the learning rate of this step
   * @param imagesPerSecond of this epoch so far
   * @param waitShare of this epoch's time spent waiting for data, 0 to 1
   */
  record BatchDone(
      long step,
      int epoch,
      int batch,
      int batches,
      double progress,
      SequencedMap<String, Double> losses,
      double rate,
      double imagesPerSecond,
      double waitShare)
      implements TrainEvent {}

  /**
   * @param losses the epoch's mean training losses by name; {@code loss} is the whole
   * @param seconds of training since the run began, validation included
   * @param best whether these weights are the best so far
   */
  record Validated(
      long step,
      int epoch,
      SequencedMap<String, Double> losses,
      double rate,
      double imagesPerSecond,
      double waitShare,
      double seconds,
      Validation validation,
      boolean best)
      implements TrainEvent {
    /** The epoch's mean training loss. */
    public double loss() {
      return losses.get("loss");
    }
  }

  /** The state was saved: a kill from here on loses nothing before it. */
  record Saved(long step, Path state) implements TrainEvent {}

  /** Why a run ended. */
  enum Reason {
    FINISHED,
    NO_TIME_LEFT,
    NO_IMPROVEMENT,
    INTERRUPTED
  }

  /**
   * @param bestEpoch from 1; 0 where nothing was validated
   */
  record Stopped(long step, Reason reason, int epoch, int bestEpoch, double seconds)
      implements TrainEvent {}
}
