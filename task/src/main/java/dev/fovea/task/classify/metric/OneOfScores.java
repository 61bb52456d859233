package dev.fovea.task.classify.metric;

import dev.fovea.predict.model.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of examples that belong to one class each.
 *
 * <p>Macro averages are over the classes that occur in truth or answers, balanced accuracy and
 * AUROC over those that occur in the truth (AUROC with two classes: of class 1). Of equal
 * probabilities the first class is the answer, in top-1 as in top-5. {@code recall_rare} is there
 * where one class has three times the examples of another: the recall of the rarest. Where a
 * threshold decides between two classes, all but the AUROC, the loss and the calibration follow its
 * answers; {@code top1} is then the share of them that is right.
 *
 * <p>Intervals are the bootstrap's. With fewer than 20 examples of a class that of balanced
 * accuracy is put together from Wilson's intervals of the recalls, and AUROC has none: what few
 * examples would have ranked like cannot be drawn from them.
 */
public final class OneOfScores {
  private OneOfScores() {}

  /** Reads the scores; at least one example must be there. */
  public static Scores of(Answers answers, Decision decision, Bootstrap bootstrap) {
    int n = answers.size();
    int k = answers.classes();
    var ones = new int[n];
    Arrays.fill(ones, 1);
    int[] best =
        IntStream.range(0, n).map(i -> decision.labels(answers.row(i)).getFirst()).toArray();
    Tally tally = tally(answers, best, ones);
    var columns = new Columns(answers);
    var sheet = new ValueSheet();
    sheet.put("top1", tally.accuracy());
    if (k > 5) sheet.put("top5", top5(answers));
    sheet.put("balanced_accuracy", tally.balancedAccuracy());
    int rare = tally.rare(k);
    if (rare >= 0) sheet.put("recall_rare", tally.recall(rare));
    if (decision instanceof Decision.Positive positive)
      sheet.put("threshold", positive.threshold());
    sheet.put("precision_macro", tally.meanOfSeen(tally::precision));
    sheet.put("recall_macro", tally.meanOfSeen(tally::recall));
    sheet.put("f1_macro", tally.meanOfSeen(tally::f1));
    sheet.put("precision_weighted", tally.weighted(tally::precision));
    sheet.put("recall_weighted", tally.weighted(tally::recall));
    sheet.put("f1_weighted", tally.weighted(tally::f1));
    sheet.put("auroc", columns.auroc(ones, true));
    sheet.put("loss", LogLoss.oneOf(answers));
    Calibration calibration = Sureness.put(sheet, answers, decision);

    String[] counted = {"top1", "balanced_accuracy", "f1_macro"};
    sheet.intervals(counted, bootstrap.of(n, 3, weights -> headline(answers, best, weights)));
    boolean few = ShareInterval.isFew(tally, k);
    if (few && bootstrap.resamples() > 0)
      sheet.intervals(
          new String[] {"balanced_accuracy"}, new Interval[] {ShareInterval.balanced(tally, k)});
    if (rare >= 0 && bootstrap.resamples() > 0)
      sheet.intervals(
          new String[] {"recall_rare"},
          new Interval[] {ShareInterval.wilson(tally.recall(rare), tally.support(rare))});
    if (!few)
      sheet.intervals(
          new String[] {"auroc"},
          bootstrap
              .within((long) n * k)
              .of(n, 1, weights -> new double[] {columns.auroc(weights, true)}));

    double[] auroc = columns.each(r -> r.auroc(ones));
    double[] precision = columns.each(r -> r.averagePrecision(ones));
    var rows = new ArrayList<ClassScores>();
    for (int c = 0; c < k; c++) rows.add(ClassScores.of(c, tally, auroc[c], precision[c]));
    return sheet.scores(n, rows, Confusion.of(answers, best), calibration);
  }

  private static Tally tally(Answers answers, int[] best, int[] weights) {
    var tally = new Tally(answers.classes());
    for (int i = 0; i < best.length; i++) tally.count(answers.truth(i), best[i], weights[i]);
    return tally;
  }

  static double[] headline(Answers answers, int[] best, int[] weights) {
    Tally tally = tally(answers, best, weights);
    return new double[] {tally.accuracy(), tally.balancedAccuracy(), tally.meanOfSeen(tally::f1)};
  }

  private static double top5(Answers answers) {
    int hits = 0;
    for (int i = 0; i < answers.size(); i++) {
      float[] row = answers.row(i);
      int truth = answers.truth(i);
      int before = 0;
      for (int c = 0; c < row.length; c++) {
        if (row[c] > row[truth] || (row[c] == row[truth] && c < truth)) before++;
      }
      if (before < 5) hits++;
    }
    return (double) hits / answers.size();
  }
}
