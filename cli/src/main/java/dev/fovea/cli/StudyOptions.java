package dev.fovea.cli;

import dev.fovea.project.study.Plan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

  @Option(
      names = "--tune",
      paramLabel = "N",
      description =
          "A search: N trials of drawn recipes; the bad ones are ended early, the best one's model"
              + " and recipe are kept.")
  private Integer tune;

  @Option(
      names = "--search",
      paramLabel = "RANGE",
      description =
          "What --tune draws, and nothing else; many: 'rate=0.01..0.5 log', policy=none,augmix, or"
              + " a key alone for its own range.")
  private List<String> search = List.of();

  /** What is asked for, if anything. */
  Optional<Plan> plan() {
    if (Stream.of(folds, seeds, tune).filter(Objects::nonNull).count() > 1)
      throw new CallException("say one of --folds, --seeds and --tune");
    if (tune == null && !search.isEmpty())
      throw new CallException("--search says what --tune draws; say --tune N as well");
    if (folds != null) return Optional.of(new Plan.Folds(folds));
    if (seeds != null) return Optional.of(new Plan.Seeds(seeds));
    if (tune != null) return Optional.of(new Plan.Search(tune, search));
    return Optional.empty();
  }
}
