package dev.fovea.task.classify.metric;

import dev.fovea.predict.model.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Scores of examples that belong to any number of classes each. A class is answered as the decision
 * says; macro averages are over all classes. {@code map} and {@code auroc} are over the classes
 * that they have an answer for (scikit-learn counts the average precision of a class without
 * examples as 0, which would say more about the data than about the classifier).
 */
public final class AnyOfScores {
  private AnyOfScores() {}

  /** Reads the scores; at least one example must be there. */
  public static Scores of(Answers answers, Decision decision, Bootstrap bootstrap) {
    int n = answers.size();
    int k = answers.classes();
    var ones = new int[n];
    Arrays.fill(ones, 1);
    BitSet[] answered = answered(answers, decision);
    Tally tally = tally(answers, answered, ones);
    var columns = new Columns(answers);
    var sheet = new ValueSheet();
    sheet.put("map", columns.meanAveragePrecision(ones));
    sheet.put("exact_match", exactMatch(answers, answered));
    sheet.put("precision_macro", tally.meanOfAll(tally::precision));
    sheet.put("recall_macro", tally.meanOfAll(tally::recall));
    sheet.put("f1_macro", tally.meanOfAll(tally::f1));
    sheet.put("precision_weighted", tally.weighted(tally::precision));
    sheet.put("recall_weighted", tally.weighted(tally::recall));
    sheet.put("f1_weighted", tally.weighted(tally::f1));
    sheet.put("auroc", columns.auroc(ones, false));
    sheet.put("loss", LogLoss.anyOf(answers));
    Calibration calibration = Sureness.put(sheet, answers, decision);

    sheet.intervals(
        new String[] {"map", "auroc", "f1_macro"},
        bootstrap
            .within(3L * n * k)
            .of(n, 3, weights -> headline(answers, answered, columns, weights)));

    double[] auroc = columns.each(r -> r.auroc(ones));
    double[] precision = columns.each(r -> r.averagePrecision(ones));
    var rows = new ArrayList<ClassScores>();
    for (int c = 0; c < k; c++) rows.add(ClassScores.of(c, tally, auroc[c], precision[c]));
    return sheet.scores(n, rows, Confusion.none(), calibration);
  }

  private static double[] headline(
      Answers answers, BitSet[] answered, Columns columns, int[] weights) {
    Tally tally = tally(answers, answered, weights);
    return new double[] {
      columns.meanAveragePrecision(weights),
      columns.auroc(weights, false),
      tally.meanOfAll(tally::f1)
    };
  }

  /** The examples that each class was answered for, {@code [classes]}. */
  private static BitSet[] answered(Answers answers, Decision decision) {
    var answered = new BitSet[answers.classes()];
    for (int c = 0; c < answered.length; c++) answered[c] = new BitSet(answers.size());
    for (int i = 0; i < answers.size(); i++)
      for (int c : decision.labels(answers.row(i))) answered[c].set(i);
    return answered;
  }

  private static Tally tally(Answers answers, BitSet[] answered, int[] weights) {
    var tally = new Tally(answered.length);
    for (int c = 0; c < answered.length; c++) {
      BitSet truth = answers.positives(c);
      for (int i = 0; i < weights.length; i++) {
        tally.count(c, truth.get(i), answered[c].get(i), weights[i]);
      }
    }
    return tally;
  }

  private static double exactMatch(Answers answers, BitSet[] answered) {
    var wrong = new BitSet();
    for (int c = 0; c < answered.length; c++) {
      var differs = (BitSet) answered[c].clone();
      differs.xor(answers.positives(c));
      wrong.or(differs);
    }
    return 1 - (double) wrong.cardinality() / answers.size();
  }
}
