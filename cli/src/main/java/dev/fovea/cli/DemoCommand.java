package dev.fovea.cli;

import dev.fovea.data.Split;
import dev.fovea.image.Views;
import dev.fovea.predict.Settings;
import dev.fovea.project.Demo;
import dev.fovea.project.RunFolder;
import dev.fovea.project.RunResult;
import dev.fovea.project.Shell;
import dev.fovea.project.Training;
import dev.fovea.project.use.Evaluate;
import dev.fovea.project.use.InputCount;
import dev.fovea.project.use.Inputs;
import dev.fovea.project.use.Predict;
import dev.fovea.project.use.Wanted;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on pictures that are drawn for it: draw, train, evaluate, predict. */
@Command(
    name = "demo",
    header = "Draws pictures, learns them, is measured: see it work in minutes.",
    description = "Everything goes into one folder; under three minutes on two cores.",
    customSynopsis = "fovea demo [--out DIR]")
final class DemoCommand implements Callable<Integer> {
  private static final int BATCH = 64;
  private static final int SHOWN = 6;

  private final Screen screen;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "fovea-demo",
      description = "Where pictures and runs go (default: ${DEFAULT-VALUE}).")
  private Path out;

  DemoCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    screen.err().println("Drawing pictures into " + out.resolve("data") + " ...");
    Path data = Demo.drawData(out.resolve("data"));
    Path folder = RunFolder.next(out, "classify");
    return new TrainJob(screen)
        .run(
            events -> Training.start(Demo.recipe(data), folder, events),
            result -> show(result, data.resolve("test")));
  }

  private int show(RunResult result, Path test) throws IOException {
    PrintStream out = screen.out();
    var use =
        new Evaluate(
            result.bestModel(),
            test.getParent(),
            Optional.of(Split.TEST),
            "auto",
            BATCH,
            false,
            Views.NONE);
    out.println();
    EvaluateCommand.print(out, use.run((_, _) -> {}));
    out.println();
    predict(result.bestModel(), test);
    out.println();
    out.println("Model   " + result.bestModel());
    out.println("Report  " + result.report());
    screen.next(
        out, "fovea predict " + Shell.quoted(result.bestModel()) + " " + Shell.quoted(test));
    return Sentence.DONE;
  }

  /** The answers for one picture of each of the first classes. */
  private void predict(Path model, Path test) throws IOException {
    try (Inputs inputs = Inputs.of(firsts(test));
        Predict predict = open(model)) {
      var names = predict.classifier().model().classes().names();
      var lines =
          AnswerLines.table(screen, InputCount.of(List.of()), new AnswerTable(names, false, 0));
      predict.run(inputs, lines::print);
    }
  }

  private static Predict open(Path model) {
    return Predict.open(model, Settings.DEFAULT, Wanted.answers(SHOWN));
  }

  private static List<String> firsts(Path test) throws IOException {
    try (var folders = Files.list(test)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .limit(SHOWN)
          .map(DemoCommand::first)
          .flatMap(Optional::stream)
          .map(Path::toString)
          .toList();
    }
  }

  private static Optional<Path> first(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().findFirst();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
