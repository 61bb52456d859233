package dev.fovea.task.classify.metric;

/**
 * How well one class is told from the others.
 *
 * @param label its place in the list of classes
 * @param support how many examples of it there are
 * @param auroc ROC-AUC of it against the rest; NaN when no or every example is of it
 * @param averagePrecision area under its precision-recall steps; NaN without examples of it
 */
public record ClassScores(
    int label,
    double precision,
    double recall,
    double f1,
    long support,
    double auroc,
    double averagePrecision) {

  /** Where the recall lies with 95 % confidence, by Wilson's formula. */
  public Interval recallInterval() {
    return ShareInterval.wilson(recall, support);
  }

  static ClassScores of(int label, Tally tally, double auroc, double averagePrecision) {
    return new ClassScores(
        label,
        tally.precision(label),
        tally.recall(label),
        tally.f1(label),
        tally.support(label),
        auroc,
        averagePrecision);
  }
}
