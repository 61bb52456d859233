package dev.fovea.task.classify.metric;

import java.util.List;

/** What answers are worth by their labels alone, whoever decided them. */
public final class Hits {
  private final int classes;
  private final Tally tally;

  public Hits(int classes) {
    this.classes = classes;
    this.tally = new Tally(classes);
  }

  /** Counts one example: its true labels, and those that were answered. */
  public void count(List<Integer> truth, List<Integer> said) {
    for (int c = 0; c < classes; c++) tally.count(c, truth.contains(c), said.contains(c), 1);
  }

  /** The mean recall of the classes that occur in the truth. */
  public double balancedAccuracy() {
    return tally.balancedAccuracy();
  }

  /** The mean F1 of all classes. */
  public double f1Macro() {
    return tally.meanOfAll(tally::f1);
  }
}
