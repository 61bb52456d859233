package dev.fovea.project.use;

import dev.fovea.data.Broken;
import dev.fovea.image.Classes;
import dev.fovea.task.detect.DetectEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a detector scored on a data set.
 *
 * @param found what the data are, one line
 * @param measured which pictures of it were measured, one sentence
 * @param warnings what looks odd about the data, a sentence each
 * @param classes of the model, in the order of its answers
 * @param evaluation the scores with intervals, by class, and the curves
 * @param broken pictures that were left out
 * @param seconds that decoding and running took
 */
public record EvaluatedBoxes(
    String found,
    String measured,
    List<String> warnings,
    Classes classes,
    DetectEvaluation evaluation,
    List<Broken> broken,
    double seconds) {
  public EvaluatedBoxes {
    warnings = List.copyOf(warnings);
    broken = List.copyOf(broken);
  }

  /** All numbers for metrics.json, flat; a number that has no answer here is left out. */
  public SequencedMap<String, Double> metrics() {
    var all = new LinkedHashMap<String, Double>();
    all.put("images", (double) evaluation.scores().pictures());
    all.putAll(evaluation.flat(classes));
    return all;
  }
}
