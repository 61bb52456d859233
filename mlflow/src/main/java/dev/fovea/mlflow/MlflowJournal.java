package dev.fovea.mlflow;

import dev.fovea.project.Journal;
import dev.fovea.project.LogRecipe;
import dev.fovea.project.Recipe;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs and studies as runs of an MLflow server: parameters, scores by epoch, files and how it
 * ended. User and password, or a token, come from MLflow's own variables {@code
 * MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD} and {@code MLFLOW_TRACKING_TOKEN}.
 */
public final class MlflowJournal implements Journal {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;

  public MlflowJournal() {
    this(PATIENCE);
  }

  /**
   * @param patience how long a server may take for one answer before a run's end waits no longer
   */
  MlflowJournal(Duration patience) {
    this.patience = patience;
  }

  @Override
  public boolean isAsked(LogRecipe log) {
    return log.mlflow() != null;
  }

  @Override
  public Page open(Path folder, Recipe recipe) {
    return new MlflowPage(folder, recipe.log(), Line.of(recipe.log().mlflow()), patience);
  }
}
