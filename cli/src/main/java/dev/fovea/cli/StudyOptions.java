package dev.fovea.cli;

import dev.fovea.project.study.Plan;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that ask for several runs. */
final class StudyOptions {
  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "Cross-validation: N runs, each validated on another part of the pictures.")
  private Integer folds;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "N runs that differ in their seed alone; the split stays the same. --time is for all"
              + " runs of a study together.")
  private Integer seeds;

  /** What is asked for, if anything. */
  Optional<Plan> plan() {
    if (folds != null && seeds != null) throw new CallException("say --folds or --seeds, not both");
    if (folds != null) return Optional.of(new Plan.Folds(folds));
    if (seeds != null) return Optional.of(new Plan.Seeds(seeds));
    return Optional.empty();
  }
}
