package dev.fovea.project.study;

import dev.fovea.project.report.Headline;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a study came to.
 *
 * @param folder everything that it left
 * @param headline the score that leads
 * @param runs those that are finished, in their order; of a search the best first
 * @param spreads of each score over the runs, by the names of metrics.json
 * @param pooled of a cross-validation: scores of all pictures, each judged by the network that had
 *     not seen it, with bootstrap intervals
 * @param ranking of a search that came to its end: its trials, the best first
 * @param metrics as in the study's metrics.json
 * @param interrupted whether runs are left to do
 */
public record StudyResult(
    StudyFolder folder,
    Plan plan,
    String headline,
    List<FinishedRun> runs,
    SequencedMap<String, Spread> spreads,
    Optional<Scored> pooled,
    Optional<Ranking> ranking,
    SequencedMap<String, Double> metrics,
    boolean interrupted) {
  private static final int MOST_COLUMNS = 4;

  public StudyResult {
    runs = List.copyOf(runs);
    spreads = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(spreads));
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /** The scores for a narrow table: the one that leads, a rare class's, those with intervals. */
  public List<String> leading() {
    if (runs.isEmpty()) return List.of();
    var names = new LinkedHashSet<String>();
    names.add(headline);
    names.addAll(Headline.ofRare(spreads.keySet()));
    for (String name : spreads.keySet())
      if (runs.getFirst().metrics().containsKey(name + "_low")) names.add(name);
    return names.stream().filter(spreads::containsKey).limit(MOST_COLUMNS).toList();
  }

  /**
   * The threshold of a rare class that the folds of a finished cross-validation choose together,
   * where balanced accuracy leads.
   */
  public Optional<FoldThreshold> threshold() {
    return pooled.isPresent() && headline.equals("balanced_accuracy")
        ? FoldThreshold.of(runs.stream().map(FinishedRun::answers).toList())
        : Optional.empty();
  }

  /** The model to go on with: a search's winner, else that of the first run. */
  public Path model() {
    return ranking.isPresent() ? folder.best() : runs.getFirst().folder().best();
  }

  /** The page. */
  public Path report() {
    return folder.report();
  }
}
