package dev.fovea.project;

/** What a run ran on, for its report. */
final class Machine {
  private Machine() {}

  static String words(TrainRecipe train) {
    return "%s %s, %d cores, device %s, %d threads, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            train.device(),
            train.threads(),
            Runtime.version().feature());
  }
}
