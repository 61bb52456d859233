package dev.fovea.cli;

import dev.fovea.graph.Spelling;
import dev.fovea.project.FindRate;
import dev.fovea.project.Recipe;
import dev.fovea.project.RunFolder;
import dev.fovea.project.RunResult;
import dev.fovea.project.Shell;
import dev.fovea.project.Training;
import dev.fovea.project.study.Plan;
import dev.fovea.project.study.Study;
import dev.fovea.project.study.StudyFolder;
import dev.fovea.train.RateTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a network, or goes on with a run. */
@Command(
    name = "train",
    header = "Trains a network on your pictures.",
    description = "What is not said is chosen to fit the data, and said.",
    customSynopsis = {
      "fovea train TASK --data PATH [OPTION]...",
      "       fovea train TASK --recipe FILE [OPTION]...",
      "       fovea train TASK --data PATH --find-rate [OPTION]...",
      "       fovea train --resume DIR [OPTION]..."
    },
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  static final List<String> TASKS = List.of("classify", "detect");

  private final Screen screen;

  @Parameters(
      paramLabel = "TASK",
      arity = "0..1",
      description =
          "What to learn: classify (which class a picture shows) or detect (what is in it, and"
              + " where).")
  private String task;

  @Mixin private RecipeOptions asked;

  @Mixin private StudyOptions several;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the run; else the next of runs/classify-1, -2 ...")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run in this folder; more --epochs are allowed.")
  private Path resume;

  @Mixin private MetricsOption json;

  @Option(
      names = "--find-rate",
      arity = "0..1",
      fallbackValue = "" + FindRate.UPDATES,
      paramLabel = "N",
      description =
          "Instead of training: look for the learning rate, over N updates (default: 100).")
  private Integer findRate;

  @Spec private CommandSpec spec;

  TrainCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    json.check();
    checkTask();
    if (findRate != null) return findRate();
    if (resume != null) {
      if (several.plan().isPresent())
        throw new CallException(
            "--resume knows its runs, so leave out --folds, --seeds and --tune");
      if (out != null)
        throw new CallException("--resume goes on in its folder, so leave out --out");
      Map<String, String> changes = asked.changes();
      if (StudyFolder.in(resume)) return resumeStudy(changes);
      return new TrainJob(screen)
          .run(events -> Training.resume(resume, changes, events), this::done);
    }
    Recipe recipe = asked.recipe(task);
    Optional<Plan> plan = several.plan();
    Path folder = out != null ? out : RunFolder.next(Path.of("runs"), task);
    if (plan.isPresent())
      return new StudyJob(screen, json)
          .run(events -> Study.start(recipe, plan.get(), folder, events));
    return new TrainJob(screen).run(events -> Training.start(recipe, folder, events), this::done);
  }

  private int findRate() {
    if (resume != null || several.plan().isPresent())
      throw new CallException(
          "--find-rate looks before a training begins, so leave out --resume, --folds, --seeds and"
              + " --tune");
    if (findRate < RateTest.LEAST_UPDATES)
      throw new CallException(
          "--find-rate needs %d updates or more, got %d"
              .formatted(RateTest.LEAST_UPDATES, findRate));
    Path folder = out != null ? out : RunFolder.next(Path.of("runs"), "rate");
    return new RateJob(screen, json)
        .run(asked.recipe(task), folder, findRate, spec.commandLine().getParseResult());
  }

  private int resumeStudy(Map<String, String> changes) {
    if (!changes.isEmpty())
      throw new CallException(
          resume
              + " holds a study, which goes on as it began; leave out what would change "
              + String.join(", ", changes.keySet()));
    return new StudyJob(screen, json).run(events -> Study.resume(resume, events));
  }

  private void checkTask() {
    if (task == null && resume == null)
      throw new CallException("say what to learn: fovea train classify --data PATH");
    if (task != null && !TASKS.contains(task))
      throw new CallException(
          "there is no task "
              + task
              + Spelling.hint(task, TASKS)
              + " (this version learns "
              + String.join(", ", TASKS)
              + ")");
    if (resume == null && !asked.given())
      throw new CallException("say what to learn from: fovea train " + task + " --data PATH");
  }

  private int done(RunResult result) {
    json.write(screen, result.metrics());
    var words = json.words(screen);
    TrainJob.print(words, result);
    Path learnt = Path.of(Recipe.read(new RunFolder(result.folder()).recipe()).data().path());
    screen.next(
        words,
        "fovea evaluate " + Shell.quoted(result.bestModel()) + " --data " + Shell.quoted(learnt));
    return Sentence.DONE;
  }
}
