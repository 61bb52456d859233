package dev.fovea.project.use;

import dev.fovea.task.classify.metric.Scores;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What the features of a network say about a data set.
 *
 * @param found what the data are, one line
 * @param network whose features they are
 * @param width numbers that a picture has
 * @param training pictures that were learned from
 * @param measured the split that was measured: test or val
 * @param k neighbours that voted
 * @param c inverse strength of the linear classifier's regularisation, as it was chosen
 * @param neighbours scores of the nearest pictures' answers
 * @param linear scores of the linear classifier
 * @param broken pictures that were left out
 */
public record Probed(
    String found,
    String network,
    int width,
    int training,
    String measured,
    int k,
    double c,
    Scores neighbours,
    Scores linear,
    int broken) {

  /** All numbers, flat: {@code knn_top1}, {@code knn_top1_low} ..., {@code linear_top1} ... */
  public SequencedMap<String, Double> metrics() {
    var flat = new LinkedHashMap<String, Double>();
    flat.put("images", (double) linear.examples());
    flat.put("training_images", (double) training);
    flat.put("features", (double) width);
    flat.put("k", (double) k);
    flat.put("c", c);
    put(flat, "knn_", neighbours);
    put(flat, "linear_", linear);
    return flat;
  }

  private static void put(SequencedMap<String, Double> flat, String prefix, Scores scores) {
    scores
        .flat()
        .forEach((name, value) -> {
          if (Double.isFinite(value)) flat.put(prefix + name, value);
        });
  }
}
