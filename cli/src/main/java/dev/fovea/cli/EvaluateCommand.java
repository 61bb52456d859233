package dev.fovea.cli;

import dev.fovea.data.Broken;
import dev.fovea.data.Split;
import dev.fovea.image.Views;
import dev.fovea.predict.Settings;
import dev.fovea.project.Time;
import dev.fovea.project.report.Headline;
import dev.fovea.project.use.Answering;
import dev.fovea.project.use.ClassThreshold;
import dev.fovea.project.use.Evaluate;
import dev.fovea.project.use.EvaluateBoxes;
import dev.fovea.project.use.Evaluated;
import dev.fovea.project.use.EvaluatedBoxes;
import dev.fovea.project.use.LeastSure;
import dev.fovea.project.use.ModelTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on a data set. */
@Command(
    name = "evaluate",
    header = "Measures a model on pictures whose classes or boxes are known.",
    description = {
      "MODEL may be an .onnx file, too; one from elsewhere needs --classes and --preprocess.",
      "The classes of the data are matched with the model's by name."
    },
    customSynopsis = "fovea evaluate MODEL --data PATH [OPTION]...",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private ModelParameter model;

  @Mixin private DataOption data;

  @Option(
      names = "--split",
      paramLabel = "val|test",
      description =
          "Which pictures; without it test where there is one, else val, else all of them.")
  private String split;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Below it an answer is unsure: 0.8, or 99%% for the least with which 99 %% of the sure"
              + " answers are right.")
  private String minConfidence;

  @Option(
      names = "--threshold",
      paramLabel = "CLASS=P",
      description =
          "Answer that class from this probability on, such as scratch=0.3; of two classes, or of"
              + " several labels a picture.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--keep",
      description = "Write --threshold and --min-confidence into the model file.")
  private boolean keep;

  @Option(
      names = "--ood",
      paramLabel = "FOLDER",
      description = "Pictures of another kind: how well the model tells them apart (AUROC, FPR95).")
  private Path ood;

  @Mixin private BatchOption batch;

  @Option(names = "--strict", description = "A broken picture ends the work; else it is left out.")
  private boolean strict;

  @Mixin private TtaOption tta;

  @Mixin private MetricsOption json;

  @Mixin private DeviceOption device;

  @Mixin private ToldOptions told;

  EvaluateCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    json.check();
    String where = device.wordOrAuto();
    Path file = model.file();
    if (ModelTask.isDetector(file)) return boxes(file, where);
    var use =
        new Evaluate(
            file,
            data.path(),
            split(),
            Settings.on(where).forMany().withTold(told.told(screen, file)),
            batch.pictures(),
            strict,
            tta.views(),
            answering(),
            Optional.ofNullable(ood).map(Given::data));
    Evaluated result;
    try (var live = new Live(screen)) {
      result = use.run((done, all) -> live.show(Live.bar("evaluating", done, all)));
    }
    PrintStream words = json.words(screen);
    print(words, result);
    json.write(screen, result.metrics());
    screen.next(words, NextUse.of(use.model(), use.data()));
    return Sentence.DONE;
  }

  private int boxes(Path file, String where) {
    if (minConfidence != null
        || !thresholds.isEmpty()
        || keep
        || ood != null
        || tta.views() != Views.NONE)
      throw new CallException(
          "--threshold, --min-confidence, --keep, --ood and --tta are for classifiers, and "
              + file
              + " is a detector; leave them out");
    var use =
        new EvaluateBoxes(
            file,
            data.path(),
            split(),
            Settings.on(where).forMany().withTold(told.told(screen, file)),
            batch.pictures(),
            strict);
    EvaluatedBoxes result;
    try (var live = new Live(screen)) {
      result = use.run((done, all) -> live.show(Live.bar("evaluating", done, all)));
    }
    PrintStream words = json.words(screen);
    print(
        words,
        result.found(),
        result.warnings(),
        result.measured(),
        result.seconds(),
        result.broken());
    words.println();
    ScoreLines.headlines(
            Headline.every(result.evaluation().scores(), result.evaluation().answering()))
        .forEach(words::println);
    words.println();
    BoxScoreLines.classes(result.evaluation(), result.classes()).forEach(words::println);
    json.write(screen, result.metrics());
    screen.next(words, NextUse.of(use.model(), use.data()));
    return Sentence.DONE;
  }

  private Answering answering() {
    if (minConfidence == null && thresholds.isEmpty() && keep)
      throw new CallException(
          "--keep writes a --threshold or a --min-confidence into the model; say which");
    try {
      return new Answering(thresholds.stream().map(ClassThreshold::of).toList(), sure(), keep);
    } catch (IllegalArgumentException e) {
      throw new CallException("--threshold " + e.getMessage(), e);
    }
  }

  private LeastSure sure() {
    try {
      return minConfidence == null ? LeastSure.AS_KEPT : LeastSure.of(minConfidence);
    } catch (IllegalArgumentException e) {
      throw new CallException("--min-confidence " + e.getMessage(), e);
    }
  }

  private Optional<Split> split() {
    if (split == null) return Optional.empty();
    Optional<Split> known = Split.of(split);
    if (known.isEmpty()) throw new CallException("--split expects val or test, got " + split);
    return known;
  }

  private static void print(
      PrintStream out,
      String found,
      List<String> warnings,
      String measured,
      double seconds,
      List<Broken> broken) {
    out.println("Found " + found);
    warnings.forEach(warning -> out.println("Warning: " + warning));
    out.println("Measured " + measured + ", in " + Time.words(seconds));
    if (!broken.isEmpty())
      out.println(
          "Left out %,d that cannot be decoded, such as %s"
              .formatted(broken.size(), broken.getFirst().why()));
  }

  static void print(PrintStream out, Evaluated result) {
    print(
        out,
        result.found(),
        result.warnings(),
        result.measured(),
        result.seconds(),
        result.broken());
    out.println();
    ScoreLines.headlines(Headline.every(result.scores())).forEach(out::println);
    out.println();
    TrainJob.note(out, result.answering());
    ScoreLines.classes(result.scores(), result.classes()).forEach(out::println);
    result.others().ifPresent(others -> OthersLines.of(others).forEach(out::println));
    var mixedUp = ScoreLines.mixedUp(result.scores().confusion(), result.classes());
    if (!mixedUp.isEmpty()) out.println();
    mixedUp.forEach(out::println);
  }
}
