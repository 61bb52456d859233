package dev.fovea.project;

import dev.fovea.data.Broken;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.data.split.Grouping;
import dev.fovea.data.split.SplitFile;
import dev.fovea.data.split.Splits;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.image.Preprocess;
import dev.fovea.task.classify.Loss;
import dev.fovea.task.classify.Targets;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import dev.fovea.train.Loop;
import dev.fovea.train.Part;
import dev.fovea.train.State;
import dev.fovea.train.SupervisedStep;
import dev.fovea.train.TrainEvent;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A recipe becomes a run folder with a model. Ask it to stop from any thread, and go on later from
 * the folder.
 */
public final class Training {
  private final Recipe recipe;
  private final RunFolder folder;
  private final Dataset data;
  private final boolean resumed;
  private final Consumer<RunEvent> events;
  private volatile Loop loop;
  private volatile boolean stopAsked;

  private Training(
      Recipe recipe, RunFolder folder, Dataset data, boolean resumed, Consumer<RunEvent> events) {
    this.recipe = recipe;
    this.folder = folder;
    this.data = data;
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
    var _ = Setup.manner(recipe.train());
    Dataset found = open(recipe, events);
    Optional<Pretrained> pretrained = Pretrained.of(recipe.model(), events);
    Recipe filled = pretrained.map(p -> p.fill(recipe)).orElse(recipe);
    double val = Choices.val(recipe, found.split(Split.TRAIN).size());
    Dataset data = split(recipe, found, val, looks, events);
    if (found.split(Split.VAL).isEmpty())
      events.accept(
          new RunEvent.Chose(
              "%,d of the training pictures are set aside for validation"
                  .formatted(data.split(Split.VAL).size())));
    Choices choices = Choices.of(filled.with("data.val", "" + val), data);
    choices.sentences().forEach(sentence -> events.accept(new RunEvent.Chose(sentence)));
    Network network = Setup.network(choices.recipe().model(), data);
    pretrained.ifPresent(p -> events.accept(new RunEvent.Chose(p.plan(network))));
    RunFolder folder = RunFolder.create(out);
    SplitFile.write(data, folder.split());
    choices.recipe().write(folder.recipe());
    return new Training(choices.recipe(), folder, data, false, events);
  }

  private static Dataset split(
      Recipe recipe, Dataset found, double val, Looks looks, Consumer<RunEvent> events) {
    int folds = recipe.data().folds();
    if (folds == 0 && !found.split(Split.VAL).isEmpty()) return found;
    double share = folds > 0 ? 1.0 / folds : val;
    var grouping = Grouping.by(Optional.ofNullable(recipe.data().groupBy()).map(Pattern::compile));
    if (recipe.data().nearDuplicates().equals("together"))
      grouping = NearDuplicates.joined(grouping, found, share, looks, events);
    return folds > 0
        ? Fold.of(found, folds, recipe.data().fold(), recipe.splitSeed(), grouping)
        : Splits.withVal(found, val, recipe.splitSeed(), grouping);
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
    for (var change : changes.entrySet()) recipe = recipe.with(change.getKey(), change.getValue());
    Dataset data = SplitFile.apply(open(recipe, events), folder.split());
    if (!changes.isEmpty()) recipe.write(folder.recipe());
    return new Training(recipe, folder, data, State.in(folder.path()), events);
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
    var device = Devices.of(recipe.train().device());
    Threads.use(recipe.train().threads());
    Preprocess preprocess = Setup.preprocess(recipe.model());
    Network network = Setup.network(recipe.model(), data);
    Targets targets = Targets.of(data);
    CacheBudget cache = CacheBudget.of(recipe.data().cache(), folder.path());
    events.accept(new RunEvent.Chose(cache.sentence()));
    int training = data.split(Split.TRAIN).size();
    int validating = data.split(Split.VAL).size();
    Feed feed =
        Feed.training(
                preprocess,
                targets.classes(),
                recipe.train().batch(),
                Augmenting.of(recipe.augment()),
                recipe.train().seed())
            .withStrict(recipe.data().strict())
            .withKeep(cache.share(training, training + validating))
            .withSampler(Setup.sampler(recipe.train()));
    float[] classWeights =
        recipe.train().classWeights().equals("balanced") ? Targets.balancedWeights(data) : null;
    try (Weights weights = weights(network);
        Loss loss =
            new Loss(
                targets,
                recipe.train().labelSmoothing(),
                Setup.gamma(recipe.train()),
                classWeights,
                device);
        Judge judge =
            new Judge(
                network,
                data,
                preprocess,
                recipe.train(),
                folder,
                Provenance.of(recipe, data),
                recipe.data().strict(),
                cache.share(validating, training + validating));
        Loader loader = Loader.of(data.split(Split.TRAIN), feed)) {
      weights.moveTo(device);
      if (!resumed) TrainingSheet.write(loader, preprocess, data, folder.picture("training"));
      TrainEvent.Reason reason;
      Part part = new Part("main", network, weights, Setup.part(recipe.train()));
      try (var step =
              new SupervisedStep(network, part, loss, device, Setup.manner(recipe.train()));
          RunLog log = new RunLog(folder, resumed ? savedStep() : 0)) {
        reason = loop(loader, step, judge, log, journals);
      }
      writeBroken(loader, judge);
      loader.lostCache().or(judge.loader()::lostCache).ifPresent(this::warnOfCache);
      return new RunEnd(recipe, folder, data, judge).of(reason);
    }
  }

  /** Those of a file where the recipe names one; a state replaces them all, so none is opened. */
  private Weights weights(Network network) {
    Init init = Zoo.family(recipe.model().name()).init();
    Weights random = InitialWeights.of(network, init, recipe.train().seed());
    if (resumed) return random;
    return Pretrained.of(recipe.model(), events).map(p -> p.load(network, random)).orElse(random);
  }

  private TrainEvent.Reason loop(
      Loader loader, SupervisedStep step, Judge judge, RunLog log, Journals journals) {
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

  private static Dataset open(Recipe recipe, Consumer<RunEvent> events) {
    var options = ReadOptions.forTraining().withStrict(recipe.data().strict());
    Dataset data = Datasets.open(Path.of(recipe.data().path()), options);
    events.accept(new RunEvent.Found(data.description()));
    data.warnings().forEach(warning -> events.accept(new RunEvent.Warned(warning)));
    return data;
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
            "%,d pictures could not be decoded and were left out; %s lists them"
                .formatted(all.size(), folder.broken())));
  }
}
