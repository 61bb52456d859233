package dev.fovea.project.study;

import dev.fovea.project.BoxAnswers;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RecipeKeys;
import dev.fovea.project.ValidationAnswers;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.PairedBootstrap;
import dev.fovea.task.detect.metric.PairedBoxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finished runs side by side.
 *
 * @param headline the score that leads: that of the first run
 * @param differences the keys of the recipes that differ, each with one value a run
 * @param gains of the best run over each other that was validated on the same pictures
 */
public record Comparison(
    List<FinishedRun> runs,
    String headline,
    SequencedMap<String, List<String>> differences,
    List<Gain> gains) {
  /**
   * What the best run has over another.
   *
   * @param scores differences, best less other, with the interval of the paired bootstrap
   */
  public record Gain(
      String best, String other, SequencedMap<String, PairedBootstrap.Gain> scores) {}

  public Comparison {
    runs = List.copyOf(runs);
    differences = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(differences));
    gains = List.copyOf(gains);
  }

  /**
   * Reads run folders; a study folder stands for its finished runs.
   *
   * @param folders one at least
   */
  public static Comparison of(List<Path> folders) {
    var runs = new ArrayList<FinishedRun>();
    for (Path folder : folders)
      if (StudyFolder.in(folder)) runs.addAll(members(folder));
      else runs.add(FinishedRun.open(folder));
    FinishedRun first = runs.getFirst();
    for (FinishedRun run : runs)
      if (!run.recipe().task().equals(first.recipe().task()))
        throw new RecipeException(
            "%s is a run of %s and %s of %s; compare runs of one task"
                .formatted(
                    first.folder().path(),
                    first.recipe().task(),
                    run.folder().path(),
                    run.recipe().task()));
    List<FinishedRun> named = named(runs);
    String headline = named.getFirst().recipe().train().metric();
    return new Comparison(named, headline, differences(named), gains(named, headline));
  }

  private static List<FinishedRun> members(Path path) {
    var folder = new StudyFolder(path);
    List<FinishedRun> finished =
        folder.plan().members(folder.recipe()).stream()
            .map(folder::run)
            .filter(FinishedRun::in)
            .map(run -> FinishedRun.open(run.path()))
            .toList();
    if (finished.isEmpty())
      throw new RecipeException(
          path
              + " holds a study without a finished run; go on with `fovea train --resume "
              + path
              + "`");
    return finished;
  }

  /** Names tell runs apart: where two folders have one name, their parents stand before it. */
  private static List<FinishedRun> named(List<FinishedRun> runs) {
    var names = new HashSet<String>();
    boolean clash = !runs.stream().allMatch(run -> names.add(run.name()));
    return clash ? runs.stream().map(FinishedRun::withParent).toList() : runs;
  }

  private static SequencedMap<String, List<String>> differences(List<FinishedRun> runs) {
    var all = new LinkedHashMap<String, List<String>>();
    for (FinishedRun run : runs)
      RecipeKeys.values(run.recipe())
          .forEach((key, value) -> all.computeIfAbsent(key, _ -> new ArrayList<>()).add(value));
    all.values().removeIf(values -> new HashSet<>(values).size() == 1);
    return all;
  }

  private static List<Gain> gains(List<FinishedRun> runs, String headline) {
    var gains = new ArrayList<Gain>();
    if (runs.size() < 2 || runs.stream().anyMatch(run -> !Files.exists(run.folder().validation())))
      return gains;
    FinishedRun best =
        Collections.max(
            runs,
            Comparator.comparingDouble(
                run -> run.metrics().getOrDefault(headline, Double.NEGATIVE_INFINITY)));
    for (FinishedRun other : runs)
      if (!other.equals(best))
        gain(best, other)
            .ifPresent(scores -> gains.add(new Gain(best.name(), other.name(), scores)));
    return gains;
  }

  /** Empty where both were not validated on the same pictures, by one label each or boxes. */
  private static Optional<SequencedMap<String, PairedBootstrap.Gain>> gain(
      FinishedRun best, FinishedRun other) {
    if (best.detects() != other.detects()) return Optional.empty();
    if (best.detects()) {
      BoxAnswers ours = best.boxes();
      BoxAnswers theirs = other.boxes();
      if (!ours.matches(theirs)) return Optional.empty();
      var ids = ours.pictures().keySet();
      return Optional.of(PairedBoxes.of(ours.metric(ids), theirs.metric(ids), Bootstrap.DEFAULT));
    }
    ValidationAnswers ours = best.answers();
    ValidationAnswers theirs = other.answers();
    boolean same =
        !ours.multiLabel()
            && theirs.classes().equals(ours.classes())
            && theirs.ids().size() == ours.ids().size()
            && new HashSet<>(theirs.ids()).equals(new HashSet<>(ours.ids()));
    if (!same) return Optional.empty();
    return Optional.of(
        PairedBootstrap.oneOf(
            ours.answers(), theirs.inOrderOf(ours.ids()).answers(), Bootstrap.DEFAULT));
  }
}
