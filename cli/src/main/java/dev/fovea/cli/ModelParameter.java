package dev.fovea.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which model. */
final class ModelParameter {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, or a run folder for its best.")
  private Path named;

  /** The file, which is there. */
  Path file() {
    return Given.model(named);
  }
}
