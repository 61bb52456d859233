package dev.fovea.cli;

import picocli.CommandLine.Option;

/** How many pictures run at a time. */
final class BatchOption {
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Pictures that run at a time (default: ${DEFAULT-VALUE}).")
  private Integer pictures;

  /** 1 or more. */
  int pictures() {
    return Given.positive("--batch", pictures);
  }
}
