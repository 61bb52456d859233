package dev.fovea.cli;

import dev.fovea.project.MetricsJson;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/** Whether scores are written as JSON; on stdout they are all there is, and words go to stderr. */
final class MetricsOption {
  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "-",
      paramLabel = "FILE",
      description = "Write the numbers there as metrics.json has them; - is stdout.")
  private String json;

  /** Refuses a file that is to be left alone. */
  void check() {
    Given.json(json);
  }

  /** Where words go. */
  PrintStream words(Screen screen) {
    return onStdout() ? screen.err() : screen.out();
  }

  void write(Screen screen, SequencedMap<String, Double> metrics) {
    if (onStdout()) screen.out().print(MetricsJson.of(metrics));
    else if (json != null) MetricsJson.write(metrics, Path.of(json));
  }

  private boolean onStdout() {
    return "-".equals(json);
  }
}
