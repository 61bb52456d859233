package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.split.Grouping;
import dev.fovea.data.split.Splits;
import dev.fovea.graph.Network;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What training can begin with.
 *
 * @param recipe with nothing left open
 * @param data with their validation split
 * @param network that learns, with random weights to come
 * @param pretrained the weights that the recipe names
 */
record Ready(Recipe recipe, Dataset data, Network network, Optional<Pretrained> pretrained) {

  /**
   * Opens the data of a recipe, and chooses and says what it leaves open.
   *
   * @param looks what the runs before have seen of the pictures
   */
  static Ready of(Recipe asked, Looks looks, Consumer<RunEvent> events) {
    var _ = Setup.manner(asked.train());
    Task task = Task.of(asked);
    asked.check();
    Dataset found = open(asked, events);
    Recipe recipe = task.settle(asked, found, events);
    Optional<Pretrained> pretrained = Pretrained.of(recipe.model(), events);
    Recipe filled = pretrained.map(p -> p.fill(recipe)).orElse(recipe);
    filled.check();
    double val = Choices.val(recipe, found.split(Split.TRAIN).size());
    Dataset data = split(recipe, found, val, looks, events);
    if (found.split(Split.VAL).isEmpty())
      events.accept(
          new RunEvent.Chose(
              "%,d of the training pictures are set aside for validation"
                  .formatted(data.split(Split.VAL).size())));
    if (SmallMarks.in(recipe.model().name()) && found.split(Split.VAL).isEmpty())
      SmallMarks.validation(recipe).ifPresent(s -> events.accept(new RunEvent.Chose(s)));
    Optional<Network> own = pretrained.flatMap(Pretrained::graph);
    Recipe open = filled.with("data.val", "" + val);
    Optional<LargestBatch> largest = LargestBatch.of(open, task, data, own, pretrained);
    Recipe sized = largest.map(batch -> batch.in(open)).orElse(open);
    Choices choices = task.choices(sized, data, own.isPresent());
    choices.sentences().forEach(sentence -> events.accept(new RunEvent.Chose(sentence)));
    largest.ifPresent(batch -> batch.say(events));
    Updates.check(choices.recipe().train(), data.split(Split.TRAIN).size());
    Network network = task.network(choices.recipe(), data, own);
    pretrained.ifPresent(p -> events.accept(new RunEvent.Chose(p.plan(network))));
    Recipe whole = AutoPrecision.of(asked.train()).settle(choices.recipe(), network);
    AutoPrecision.sentence(asked, whole)
        .ifPresent(sentence -> events.accept(new RunEvent.Chose(sentence)));
    return new Ready(whole, data, network, pretrained);
  }

  /** The data as they are found. */
  static Dataset open(Recipe recipe, Consumer<RunEvent> events) {
    var options = Task.of(recipe).reading().withStrict(recipe.data().strict());
    Dataset data = Datasets.open(Path.of(recipe.data().path()), options);
    events.accept(new RunEvent.Found(data.description()));
    data.warnings().forEach(warning -> events.accept(new RunEvent.Warned(warning)));
    return data;
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
}
