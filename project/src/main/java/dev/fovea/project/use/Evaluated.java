package dev.fovea.project.use;

import dev.fovea.data.Broken;
import dev.fovea.image.Classes;
import dev.fovea.task.classify.metric.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a model scored on a data set.
 *
 * @param found what the data are, one line
 * @param measured which pictures of it were measured, one sentence
 * @param warnings what looks odd about the data, a sentence each
 * @param classes of the model, in the order of its answers
 * @param answering how the model answers: thresholds, temperature, a sentence each
 * @param scores with intervals
 * @param broken pictures that were left out
 * @param others how well pictures of another kind are told apart, where this was asked
 * @param seconds that decoding and running took
 */
public record Evaluated(
    String found,
    String measured,
    List<String> warnings,
    Classes classes,
    List<String> answering,
    Scores scores,
    List<Broken> broken,
    Optional<Others> others,
    double seconds) {
  public Evaluated {
    warnings = List.copyOf(warnings);
    answering = List.copyOf(answering);
    broken = List.copyOf(broken);
  }

  /** All numbers for metrics.json, flat; a number that has no answer here is left out. */
  public SequencedMap<String, Double> metrics() {
    var finite = new LinkedHashMap<String, Double>();
    finite.put("images", (double) scores.examples());
    scores
        .flat()
        .forEach((name, value) -> {
          if (Double.isFinite(value)) finite.put(name, value);
        });
    others.ifPresent(told -> finite.putAll(told.metrics()));
    return finite;
  }
}
