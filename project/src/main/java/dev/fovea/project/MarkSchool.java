package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Prepared;
import dev.fovea.graph.Network;
import dev.fovea.task.classify.marks.MarkSearch;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Weights;
import java.nio.file.Path;
import java.util.Locale;
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

  /** Below this AUROC on its own training pictures a network knows nothing worth having. */
  private static final double LEAST = 0.9;

  @Override
  public void accept(Network network, Weights weights) {
    events.accept(
        new RunEvent.Chose("looks for marks in all training pictures first, for some minutes"));
    long begun = System.nanoTime();
    double found;
    var keep = CacheBudget.of(recipe.data().cache(), folder).share(1, 1);
    try (var pictures =
        new Prepared(data.split(Split.TRAIN), Setup.preprocess(recipe.model()), keep)) {
      var device = Devices.of(recipe.train().device());
      found =
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
    events.accept(
        new RunEvent.Chose(
            String.format(
                Locale.ROOT,
                "looked for marks in all training pictures for %s; what it found tells them apart with"
                    + " an AUROC of %.3f",
                took,
                found)));
    if (found < LEAST)
      events.accept(
          new RunEvent.Warned(
              "nothing was found that sets the rare class apart; more pictures of it help most,"
                  + " and --model resnet18 looks at the whole"));
  }
}
