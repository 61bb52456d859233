package dev.fovea.project.study;

import dev.fovea.project.BoxAnswers;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Shell;
import dev.fovea.project.ValidationAnswers;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A run that came to its end, read from its folder.
 *
 * @param name for tables: that of its folder
 * @param metrics of its best model, flat, as in metrics.json
 * @param rows one an epoch
 */
public record FinishedRun(
    String name,
    RunFolder folder,
    Recipe recipe,
    SequencedMap<String, Double> metrics,
    List<EpochRow> rows) {
  public FinishedRun {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    rows = List.copyOf(rows);
  }

  /** Whether a run in this folder has come to its end. */
  static boolean in(RunFolder folder) {
    return Files.exists(folder.metrics()) && Files.exists(folder.report());
  }

  /** Reads a run folder; one whose run has not come to its end is refused. */
  public static FinishedRun open(Path path) {
    RunFolder folder = RunFolder.open(path);
    if (!in(folder))
      throw new RecipeException(
          path
              + " holds a run that is not finished; go on with `fovea train --resume "
              + Shell.quoted(path)
              + "`");
    try {
      return new FinishedRun(
          String.valueOf(path.toAbsolutePath().normalize().getFileName()),
          folder,
          Recipe.read(folder.recipe()),
          MetricsJson.read(folder.metrics()),
          LogCsv.read(folder.log()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds of training, validation included. */
  public double seconds() {
    return rows.isEmpty() ? 0 : rows.getLast().seconds();
  }

  /** Training pictures a second, mean of the epochs; 0 where none was finished. */
  public double imagesPerSecond() {
    return rows.stream().mapToDouble(EpochRow::imagesPerSecond).average().orElse(0);
  }

  /** The same run under its folder's name and that of the folder above. */
  FinishedRun withParent() {
    Path path = folder.path().toAbsolutePath().normalize();
    Path above = path.getParent() == null ? null : path.getParent().getFileName();
    return new FinishedRun(
        above == null ? name : above + "/" + name, folder, recipe, metrics, rows);
  }

  /** Whether it trained a detector. */
  boolean detects() {
    return recipe.task().equals("detect");
  }

  BoxAnswers boxes() {
    return BoxAnswers.read(folder.validation());
  }

  ValidationAnswers answers() {
    return ValidationAnswers.read(folder.validation());
  }
}
