package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.Shell;
import dev.fovea.project.use.Probe;
import dev.fovea.project.use.Probed;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.zoo.Zoo;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a network's features on a data set. */
@Command(
    name = "probe",
    header = "Measures what a model's features are worth on any labelled pictures.",
    description = {
      "The network stays as it is: the nearest training pictures answer (kNN), and a",
      "linear classifier that is trained on its features."
    },
    customSynopsis = {
      "fovea probe MODEL --data PATH [OPTION]...",
      "       fovea probe NETWORK --weights WEIGHTS --data PATH [OPTION]..."
    },
    sortOptions = false)
final class ProbeCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "MODEL|NETWORK",
      description =
          "A model file, or a run folder for its best; with --weights the name of a network.")
  private String model;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      description = "Of the network: a published name, a url, hf:owner/repo/file or a file here.")
  private String weights;

  @Mixin private DataOption data;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "20",
      description = "Neighbours that vote (default: ${DEFAULT-VALUE}).")
  private Integer k;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.07",
      description = "A neighbour of cosine s counts exp(s / T) (default: ${DEFAULT-VALUE}).")
  private Double temperature;

  @Mixin private BatchOption batch;

  @Mixin private MetricsOption json;

  @Mixin private DeviceOption device;

  ProbeCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    json.check();
    if (!(temperature > 0))
      throw new CallException("--temperature must be above 0, got " + temperature);
    var use =
        new Probe(
            model(),
            Optional.ofNullable(weights).map(RecipeOptions::source),
            data.path(),
            Given.positive("--k", k),
            temperature,
            device.wordOrAuto(),
            batch.pictures());
    Probed probed;
    try (var lines = new RunLines(screen);
        var live = new Live(screen)) {
      probed = use.run(lines, (done, all) -> live.show(Live.bar("looking", done, all)));
    }
    PrintStream words = json.words(screen);
    print(words, probed);
    json.write(screen, probed.metrics());
    screen.next(words, "fovea info " + Shell.quoted(model));
    return Sentence.DONE;
  }

  private String model() {
    if (weights != null) return RecipeOptions.known(model);
    if (Zoo.names().contains(model) && !Files.exists(Path.of(model)))
      throw new CallException(
          model + " is the name of a network; say which weights it has: --weights WEIGHTS");
    return Given.model(Path.of(model)).toString();
  }

  private static void print(PrintStream words, Probed probed) {
    words.println("Found " + probed.found());
    words.println(
        String.format(
            Locale.ROOT,
            "Features of %s, %,d numbers a picture, of %,d training and %,d %s pictures",
            probed.network(),
            probed.width(),
            probed.training(),
            probed.linear().examples(),
            probed.measured()));
    if (probed.broken() > 0)
      words.println(
          String.format(Locale.ROOT, "Left out %,d that cannot be decoded", probed.broken()));
    words.println();
    var table = new Table("Read by", "top1>", "95 % interval>", "balanced>", "95 % interval>");
    row(table, "kNN, k " + probed.k(), probed.neighbours());
    row(table, "linear, C " + probed.c(), probed.linear());
    table.lines().forEach(words::println);
  }

  private static void row(Table table, String name, Scores scores) {
    table.row(
        name,
        Digits.of(scores.get("top1")),
        ScoreLines.interval(scores.intervals().get("top1")),
        Digits.of(scores.get("balanced_accuracy")),
        ScoreLines.interval(scores.intervals().get("balanced_accuracy")));
  }
}
