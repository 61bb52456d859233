package dev.fovea.cli;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Spelling;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.RunFolder;
import dev.fovea.project.RunResult;
import dev.fovea.project.Shell;
import dev.fovea.project.Training;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network, or goes on with a run. */
@Command(
    name = "train",
    header = "Trains a network on your pictures.",
    description = "What is not said is chosen to fit the data, and said.",
    customSynopsis = {
      "fovea train TASK --data PATH [OPTION]...",
      "       fovea train TASK --recipe FILE [OPTION]...",
      "       fovea train --resume DIR [OPTION]..."
    },
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final List<String> TASKS = List.of("classify");

  private final Screen screen;

  @Parameters(
      paramLabel = "TASK",
      arity = "0..1",
      description = "What to learn: classify (which class a picture shows).")
  private String task;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "A folder of class folders, with or without train/val/test; IDX files; or a CSV of"
              + " path,label.")
  private Path data;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Start from a recipe.yaml, e.g. another run's; options change it.")
  private Path recipe;

  @Option(names = "--model", paramLabel = "NAME", description = "A network of `fovea models`.")
  private String model;

  @Option(
      names = "--weights",
      paramLabel = "none",
      description = "What to start from: none, which is from scratch.")
  private String weights;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the pictures.")
  private Integer epochs;

  @Option(
      names = "--time",
      paramLabel = "10m",
      description = "A time budget instead of epochs: 90s, 10m, 1h30m.")
  private String time;

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

  @Option(names = "--size", paramLabel = "PX", description = "Height and width of the input.")
  private Integer size;

  @Option(names = "--batch", paramLabel = "N", description = "Pictures a step.")
  private Integer batch;

  @Option(names = "--seed", paramLabel = "N", description = "Decides what is left to chance.")
  private Long seed;

  @Option(
      names = "--group-by",
      paramLabel = "REGEX",
      description =
          "Pictures whose paths agree in its group 1 stay on one side of the validation split.")
  private String groupBy;

  @Option(names = "--strict", description = "A broken picture ends the run; else it is left out.")
  private boolean strict;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any value of the recipe, as recipe.yaml in the run folder spells it; many.")
  private List<String> sets = List.of();

  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "-",
      paramLabel = "FILE",
      description = "Write the scores there as metrics.json has them; - is stdout.")
  private String json;

  @Mixin private DeviceOption device;

  TrainCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    Given.json(json);
    checkTask();
    Map<String, String> changes = changes();
    if (resume != null) {
      if (out != null)
        throw new CallException("--resume goes on in its folder, so leave out --out");
      return new TrainJob(screen)
          .run(events -> Training.resume(resume, changes, events), this::done);
    }
    Recipe start = recipe == null ? Recipe.classify(data) : Recipe.read(recipe);
    for (var change : changes.entrySet()) start = start.with(change.getKey(), change.getValue());
    Recipe asked = start;
    Path folder = out != null ? out : RunFolder.next(Path.of("runs"), task);
    return new TrainJob(screen).run(events -> Training.start(asked, folder, events), this::done);
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
    if (recipe != null && resume != null)
      throw new CallException("--resume has its recipe in its folder, so leave out --recipe");
    if (data == null && resume == null && recipe == null)
      throw new CallException("say what to learn from: fovea train " + task + " --data PATH");
    if (data != null) Given.data(data);
  }

  private Map<String, String> changes() {
    var changes = new LinkedHashMap<String, String>();
    if (data != null && (resume != null || recipe != null))
      changes.put("data.path", text(data.toAbsolutePath().normalize().toString()));
    if (model != null) changes.put("model.name", text(known(model)));
    if (weights != null) changes.put("model.weights", text(weights));
    put(changes, "train.epochs", Given.positive("--epochs", epochs));
    if (time != null) changes.put("train.time", text(time));
    put(changes, "model.size", Given.positive("--size", size));
    put(changes, "train.batch", Given.positive("--batch", batch));
    put(changes, "train.seed", seed);
    if (device.given() != null) changes.put("train.device", text(device.given()));
    if (groupBy != null) changes.put("data.group_by", text(groupBy));
    if (strict) changes.put("data.strict", "true");
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) throw new CallException("--set expects KEY=VALUE, got " + set);
      changes.put(set.substring(0, equals).strip(), set.substring(equals + 1).strip());
    }
    return changes;
  }

  private static String known(String name) {
    try {
      if (!name.equals("auto")) Zoo.family(name);
      return name;
    } catch (GraphException e) {
      throw new CallException(e.getMessage() + " (fovea models lists all)", e);
    }
  }

  private static void put(Map<String, String> changes, String key, Number value) {
    if (value != null) changes.put(key, value.toString());
  }

  /** A text as YAML, whatever stands in it. */
  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private int done(RunResult result) {
    boolean pure = "-".equals(json);
    if (pure) screen.out().print(MetricsJson.of(result.metrics()));
    else if (json != null) MetricsJson.write(result.metrics(), Path.of(json));
    var words = pure ? screen.err() : screen.out();
    TrainJob.print(words, result);
    Path learnt = Path.of(Recipe.read(new RunFolder(result.folder()).recipe()).data().path());
    screen.next(
        words,
        "fovea evaluate " + Shell.quoted(result.bestModel()) + " --data " + Shell.quoted(learnt));
    return Sentence.DONE;
  }
}
