package dev.fovea.project;

import dev.fovea.data.Broken;
import dev.fovea.data.Counted;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.split.SplitFile;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Network;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.train.Loop;
import dev.fovea.train.State;
import dev.fovea.train.Step;
import dev.fovea.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A recipe becomes a run folder with a model. Ask it to stop from any thread, and go on later from
 * the folder.
 */
public final class Training {
  private final Recipe recipe;
  private final RunFolder folder;
  private final Dataset data;
  private final Network network;
  private final Optional<Pretrained> pretrained;
  private final boolean resumed;
  private final Consumer<RunEvent> events;
  private volatile Loop loop;
  private volatile boolean stopAsked;

  private Training(
      Recipe recipe,
      RunFolder folder,
      Dataset data,
      Network network,
      Optional<Pretrained> pretrained,
      boolean resumed,
      Consumer<RunEvent> events) {
    this.recipe = recipe;
    this.folder = folder;
    this.data = data;
    this.network = network;
    this.pretrained = pretrained;
    this.resumed = resumed;
    this.events = events;
  }

  /**
   * Opens the data, chooses what the recipe leaves open and writes both down in a new run folder.
   *
   * @param out the run folder; made, or empty
   */
  public static Training start(Recipe recipe, Path out, Consumer<RunEvent> events) {
    return start(recipe, out, new Looks(), events);
  }

  /**
   * As above, for one of several runs.
   *
   * @param looks what the runs before have seen of the pictures
   */
  public static Training start(Recipe recipe, Path out, Looks looks, Consumer<RunEvent> events) {
    var _ = RunFolder.free(out);
    Journals.check(recipe);
    Ready ready = Ready.of(recipe, looks, events);
    RunFolder folder = RunFolder.create(out);
    SplitFile.write(ready.data(), folder.split());
    if (ready.pretrained().flatMap(Pretrained::graph).isPresent())
      AtomicFile.write(folder.network(), GraphJson.write(ready.network()));
    ready.recipe().write(folder.recipe());
    return new Training(
        ready.recipe(), folder, ready.data(), ready.network(), ready.pretrained(), false, events);
  }

  /**
   * Goes on from a run folder.
   *
   * @param changes of the recipe, by key; more epochs or another rate plan the rest anew
   */
  public static Training resume(
      Path runFolder, Map<String, String> changes, Consumer<RunEvent> events) {
    RunFolder folder = RunFolder.open(runFolder);
    Recipe recipe = Recipe.read(folder.recipe());
    if (changes.containsKey("model.weights"))
      throw new RecipeException(
          runFolder + " goes on with its own weights; leave out --weights, or start a new run");
    refuse(runFolder, changes);
    for (var change : changes.entrySet()) recipe = recipe.with(change.getKey(), change.getValue());
    LargestBatch.refuse(recipe, runFolder + " goes on with its own batch");
    recipe.check();
    Dataset data = SplitFile.apply(Ready.open(recipe, events), folder.split());
    Updates.check(recipe.train(), data.split(Split.TRAIN).size());
    if (!changes.isEmpty()) recipe.write(folder.recipe());
    boolean resumed = State.in(folder.path());
    Optional<Pretrained> pretrained = // a state replaces all weights
        resumed ? Optional.empty() : Pretrained.of(recipe.model(), events);
    return new Training(
        recipe, folder, data, network(recipe, folder, data), pretrained, resumed, events);
  }

  /** What the saved state could not go on with. */
  private static void refuse(Path runFolder, Map<String, String> changes) {
    for (String key : changes.keySet()) {
      String full = RecipeKeys.full(key);
      if (full.equals("model.resize") && changes.containsKey("model.size")) continue; // by --size
      if (full.startsWith("model.") || full.equals("train.optimiser"))
        throw new RecipeException(
            "%s goes on with its own network and optimiser; leave out %s, or start a new run"
                .formatted(runFolder, full));
    }
  }

  private static Network network(Recipe recipe, RunFolder folder, Dataset data) {
    if (!Files.exists(folder.network()))
      return Task.of(recipe).network(recipe, data, Optional.empty());
    try {
      return GraphJson.read(Files.readString(folder.network()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the run after the step under way, with everything saved; from any thread. */
  public void askToStop() {
    stopAsked = true;
    Loop running = loop;
    if (running != null) running.askToStop();
  }

  /** Where the run is written down. */
  public Path folder() {
    return folder.path();
  }

  /** Trains to the end, or until it is asked to stop. */
  public RunResult run() {
    try (var journals = Journals.open(folder.path(), recipe, events)) {
      RunResult result = run(journals);
      journals.ended(result.reason() == TrainEvent.Reason.INTERRUPTED);
      return result;
    }
  }

  private RunResult run(Journals journals) {
    double least = leastConfidence();
    CacheBudget cache = CacheBudget.of(recipe.data().cache(), folder.path());
    events.accept(new RunEvent.Chose(cache.sentence()));
    int training = data.split(Split.TRAIN).size();
    int validating = data.split(Split.VAL).size();
    Keep kept = cache.share(validating, training + validating);
    try (Judge judge =
        Task.of(recipe).judge(new Judging(recipe, data, network, folder, kept, events))) {
      TrainEvent.Reason reason;
      try (var lesson =
              new Lesson(
                  recipe,
                  data,
                  network,
                  pretrained,
                  cache.share(training, training + validating),
                  school());
          RunLog log = new RunLog(folder, resumed ? savedStep() : 0)) {
        if (!resumed)
          TrainingSheet.write(
              lesson.loader(), Setup.preprocess(recipe.model()), data, folder.picture("training"));
        if (resumed) folder.goesOn();
        reason = loop(lesson.loader(), lesson.step(), judge, log, journals);
        writeBroken(lesson.loader(), judge);
        lesson.loader().lostCache().or(judge.loader()::lostCache).ifPresent(this::warnOfCache);
      }
      RunResult result = judge.end(reason);
      if (least > 0 && leastConfidence() == 0)
        events.accept(
            new RunEvent.Warned(
                "the least confidence of %s was chosen for a model that a better one has replaced;"
                        .formatted(AnswerWords.number(least))
                    + " choose it anew with evaluate --min-confidence ... --keep"));
      return result;
    }
  }

  /** The search for small marks, where the network is made for that and knows none yet. */
  private BiConsumer<Network, Weights> school() {
    boolean fresh = !resumed && pretrained.isEmpty();
    if (!fresh || !SmallMarks.in(recipe.model().name())) return (_, _) -> {};
    return new MarkSchool(recipe, data, folder.path(), events, () -> stopAsked);
  }

  /** What {@code evaluate --keep} left in the best model; 0 for nothing. */
  private double leastConfidence() {
    if (!Files.exists(folder.best())) return 0;
    try (Model best = ModelFile.read(folder.best())) {
      return best.postprocess() instanceof ClassifyPostprocess labels ? labels.minConfidence() : 0;
    }
  }

  private TrainEvent.Reason loop(
      Loader loader, Step step, Judge judge, RunLog log, Journals journals) {
    loop =
        new Loop(
            Setup.plan(recipe.train()),
            loader,
            step,
            judge,
            folder.path(),
            event -> {
              log.heard(event);
              journals.heard(event);
              events.accept(new RunEvent.Trained(event));
            });
    if (stopAsked) loop.askToStop();
    return resumed ? loop.resume() : loop.run();
  }

  private long savedStep() {
    try (State state = State.open(folder.path())) {
      return state.number("step");
    }
  }

  private void warnOfCache(String why) {
    events.accept(
        new RunEvent.Warned(
            "the disk refused to keep decoded pictures (%s), so they were decoded in each epoch"
                .formatted(why)));
  }

  /** Those found broken at the start and those that broke while they were decoded. */
  private void writeBroken(Loader loader, Judge judge) {
    List<Broken> all = new ArrayList<>(data.broken());
    all.addAll(loader.broken());
    all.addAll(judge.loader().broken());
    if (all.isEmpty()) return;
    BrokenFile.write(all, folder.broken());
    events.accept(
        new RunEvent.Warned(
            "%s could not be decoded and %s left out; %s lists them"
                .formatted(
                    Counted.of(all.size(), "picture"),
                    all.size() == 1 ? "was" : "were",
                    folder.broken())));
  }
}
