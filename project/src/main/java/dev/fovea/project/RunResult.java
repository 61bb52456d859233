package dev.fovea.project;

import dev.fovea.project.report.Headline;
import dev.fovea.train.TrainEvent;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a run came to.
 *
 * @param folder everything that it left
 * @param bestModel the model that scored best on the validation pictures
 * @param report one page to look at
 * @param metrics of the best model, as in metrics.json
 * @param scores the same with intervals, those that lead first; none where the run was interrupted
 *     before its end
 * @param sentences how the model answers and what chose that, for people
 * @param reason why it ended
 */
public record RunResult(
    Path folder,
    Path bestModel,
    Path report,
    SequencedMap<String, Double> metrics,
    List<Headline> scores,
    List<String> sentences,
    TrainEvent.Reason reason) {
  public RunResult {
    scores = List.copyOf(scores);
    sentences = List.copyOf(sentences);
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /** Of a run that ended before there was a model to score, or was interrupted. */
  static RunResult unfinished(RunFolder folder, TrainEvent.Reason reason) {
    return new RunResult(
        folder.path(),
        folder.best(),
        folder.report(),
        new LinkedHashMap<>(),
        List.of(),
        List.of(),
        reason);
  }
}
