package dev.fovea.project;

import dev.fovea.fetch.FetchEvent;
import dev.fovea.train.TrainEvent;

/** What a run tells while it goes on. */
public sealed interface RunEvent {
  /** What the data turned out to be. */
  record Found(String sentence) implements RunEvent {}

  /** What was chosen where the recipe left it open, or what costs time. */
  record Chose(String sentence) implements RunEvent {}

  /** What looks odd and does not stop the run. */
  record Warned(String sentence) implements RunEvent {}

  /** How a file of weights comes from the network. */
  record Fetching(FetchEvent event) implements RunEvent {}

  /** So many of the pictures have been looked at for near duplicates. */
  record Looked(int done, int all) implements RunEvent {}

  /** So many of the learning rates have been tried, the last of them this one. */
  record Tried(int done, int all, double rate) implements RunEvent {}

  /**
   * So many steps of the search for small marks are done.
   *
   * @param loss mean of the last of them
   */
  record Searched(int done, int all, double loss) implements RunEvent {}

  /** The next run of several begins: number {@code number} of {@code count}. */
  record Next(int number, int count, String title) implements RunEvent {}

  /** What training tells. */
  record Trained(TrainEvent event) implements RunEvent {}
}
