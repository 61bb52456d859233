package dev.fovea.task.classify.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How well a score tells pictures of another kind from familiar ones, as the field measures it: the
 * ROC-AUC, and the share of other pictures that pass where 95 % of the familiar ones do (FPR95).
 *
 * @param auroc the chance that an other picture has a larger score than a familiar one
 * @param fpr95 of the other pictures those at or below the smallest score at which 95 % of the
 *     familiar ones are, 0 to 1
 * @param intervals of both, by the names {@code ood_auroc} and {@code ood_fpr95}
 */
public record NoveltyScores(double auroc, double fpr95, SequencedMap<String, Interval> intervals) {
  /** Names of the numbers. */
  private static final String AUROC = "ood_auroc";

  private static final String FPR95 = "ood_fpr95";
  private static final double KEPT = 0.95;

  /**
   * Of scores that are larger for other pictures.
   *
   * @param familiar one a picture, finite
   * @param other one a picture, finite
   */
  public static NoveltyScores of(double[] familiar, double[] other, Bootstrap bootstrap) {
    if (familiar.length == 0 || other.length == 0)
      throw new IllegalArgumentException(
          "novelty needs pictures of both kinds, got %d familiar and %d others"
              .formatted(familiar.length, other.length));
    int n = familiar.length + other.length;
    var scores = new float[n];
    for (int i = 0; i < n; i++)
      scores[i] = (float) (i < familiar.length ? familiar[i] : other[i - familiar.length]);
    var others = new BitSet();
    others.set(familiar.length, n);
    Ranking ranking = Ranking.of(scores, others);
    var once = new int[n];
    Arrays.fill(once, 1);
    var intervals = new LinkedHashMap<String, Interval>();
    Interval[] both =
        bootstrap.of(
            n, 2, weights -> new double[] {ranking.auroc(weights), ranking.passing(weights, KEPT)});
    intervals.put(AUROC, both[0]);
    intervals.put(FPR95, both[1]);
    return new NoveltyScores(ranking.auroc(once), ranking.passing(once, KEPT), intervals);
  }

  /** All numbers, as metrics.json has them: each with {@code _low} and {@code _high}. */
  public SequencedMap<String, Double> flat() {
    var flat = new LinkedHashMap<String, Double>();
    put(flat, AUROC, auroc);
    put(flat, FPR95, fpr95);
    return flat;
  }

  private void put(SequencedMap<String, Double> flat, String name, double value) {
    flat.put(name, value);
    flat.put(name + "_low", intervals.get(name).low());
    flat.put(name + "_high", intervals.get(name).high());
  }
}
