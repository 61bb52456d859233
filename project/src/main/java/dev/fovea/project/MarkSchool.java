package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Prepared;
import dev.fovea.graph.Network;
import dev.fovea.task.classify.marks.MarkSearch;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Weights;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The search for small marks that a run begins with.
 *
 * @param folder of the run
 * @param stop whether the run has been asked to stop
 */
record MarkSchool(
    Recipe recipe, Dataset data, Path folder, Consumer<RunEvent> events, BooleanSupplier stop)
    implements BiConsumer<Network, Weights> {

  @Override
  public void accept(Network network, Weights weights) {
    events.accept(
        new RunEvent.Chose("looks for marks in all training pictures first, for some minutes"));
    long begun = System.nanoTime();
    var keep = CacheBudget.of(recipe.data().cache(), folder).share(1, 1);
    try (var pictures =
        new Prepared(data.split(Split.TRAIN), Setup.preprocess(recipe.model()), keep)) {
      var device = Devices.of(recipe.train().device());
      new MarkSearch(
              network, weights, device, pictures, SmallMarks.rare(data), recipe.train().seed())
          .run(
              MarkSearch.Effort.USUAL,
              p -> events.accept(new RunEvent.Searched(p.done(), p.all(), p.loss())),
              stop);
    }
    if (stop.getAsBoolean())
      throw new RecipeException(
          "stopped while it looked for marks, before anything was to be saved; `fovea train --resume %s` looks again"
              .formatted(Shell.quoted(folder)));
    String took = Time.words((System.nanoTime() - begun) / 1e9);
    events.accept(new RunEvent.Chose("looked for marks in all training pictures for " + took));
  }
}
