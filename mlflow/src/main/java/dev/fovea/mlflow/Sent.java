package dev.fovea.mlflow;

import dev.fovea.project.LogRecipe;
import dev.fovea.project.RecipeYaml;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server has of a folder, kept there as mlflow.yaml.
 *
 * @param server its address
 * @param experiment its name
 * @param run id of the MLflow run
 * @param params whether the parameters are there
 * @param epoch the last epoch that is there; 0 for none
 * @param status as MLflow has it, once all is there; RUNNING before
 */
record Sent(
    String server, String experiment, String run, boolean params, int epoch, String status) {
  private static final String FILE = "mlflow.yaml";
  static final String RUNNING = "RUNNING";

  /** What is known of a folder on the server that is asked for. */
  static Optional<Sent> read(Path folder, LogRecipe log) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) return Optional.empty();
    Sent sent = RecipeYaml.mapper().readValue(file.toFile(), Sent.class);
    boolean same = sent.server.equals(log.mlflow()) && sent.experiment.equals(log.experiment());
    return same ? Optional.of(sent) : Optional.empty();
  }

  Sent write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), RecipeYaml.mapper().writeValueAsString(this));
    return this;
  }

  Sent withParams() {
    return new Sent(server, experiment, run, true, epoch, status);
  }

  Sent withEpoch(int newest) {
    return new Sent(server, experiment, run, params, newest, status);
  }

  Sent withStatus(String word) {
    return new Sent(server, experiment, run, params, epoch, word);
  }
}
