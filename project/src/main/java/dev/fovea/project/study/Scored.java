package dev.fovea.project.study;

import dev.fovea.project.report.Headline;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.task.detect.metric.BoxMetric;
import dev.fovea.task.detect.metric.BoxScores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Scores of any task.
 *
 * @param headlines with intervals, those that lead first
 * @param metrics flat, as in metrics.json; none that is no number
 */
public record Scored(List<Headline> headlines, SequencedMap<String, Double> metrics) {
  public Scored {
    headlines = List.copyOf(headlines);
    var finite = new LinkedHashMap<>(metrics);
    finite.values().removeIf(value -> !Double.isFinite(value));
    metrics = Collections.unmodifiableSequencedMap(finite);
  }

  /** A classifier's. */
  static Scored of(Scores scores) {
    return new Scored(Headline.every(scores), new LinkedHashMap<>(scores.flat()));
  }

  /** A detector's. */
  static Scored of(BoxMetric metric) {
    BoxScores scores = metric.scores(Bootstrap.DEFAULT);
    return new Scored(Headline.every(scores, metric.curves().best()), scores.flat());
  }
}
