package dev.fovea.task.classify.metric;

/** How often each class was answered for each true class. */
public final class Confusion {
  private final long[][] counts;

  private Confusion(int classes) {
    counts = new long[classes][classes];
  }

  /** Counts {@code answers[n]} against the labels of the same examples. */
  static Confusion of(Answers truth, int[] answers) {
    var confusion = new Confusion(truth.classes());
    for (int i = 0; i < answers.length; i++) confusion.counts[truth.truth(i)][answers[i]]++;
    return confusion;
  }

  /** The confusion of examples that may have several labels: no classes, no counts. */
  static Confusion none() {
    return new Confusion(0);
  }

  /** Classes, which is also the number of rows and of columns; 0 for several labels an example. */
  public int classes() {
    return counts.length;
  }

  /** How many examples of class {@code truth} were answered {@code answer}. */
  public long at(int truth, int answer) {
    return counts[truth][answer];
  }

  /** A copy {@code [classes][classes]}: row the truth, column the answer. */
  public long[][] counts() {
    var copy = new long[counts.length][];
    for (int c = 0; c < copy.length; c++) copy[c] = counts[c].clone();
    return copy;
  }
}
