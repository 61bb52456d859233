package dev.fovea.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a validation found.
 *
 * @param metrics by the field's names, as metrics.json has them
 * @param headline the metric that decides which weights are best; higher is better
 */
public record Validation(SequencedMap<String, Double> metrics, String headline) {
  public Validation {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    if (!metrics.containsKey(headline))
      throw new TrainException("the validation has no " + headline + ", only " + metrics.keySet());
  }

  /** The headline's value. */
  public double score() {
    return metrics.get(headline);
  }
}
