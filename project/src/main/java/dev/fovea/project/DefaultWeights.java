package dev.fovea.project;

import dev.fovea.data.Example;
import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.FetchException;
import dev.fovea.zoo.weights.Published;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The weights that photographs start from where the recipe leaves them open: those that are
 * published for its network, or a small network's where it names none. Small pictures start from
 * random weights, and so does everything where the weights cannot be had.
 */
record DefaultWeights(Function<String, Optional<Published>> catalogue, Fetch fetch) {
  /** Quick on two cores; its weights may be used for anything. */
  static final String NETWORK = "resnet18";

  private static final int LOOKED_AT = 9;

  /** The recipe with its weights named. */
  Recipe settle(Recipe recipe, List<Example> training, Consumer<RunEvent> events) {
    if (!recipe.model().weights().equals("auto")) return recipe;
    return recipe.with("model.weights", weights(recipe.model(), training, events).orElse("none"));
  }

  private Optional<String> weights(
      ModelRecipe model, List<Example> training, Consumer<RunEvent> events) {
    String network = model.name().equals("auto") ? NETWORK : model.name();
    Optional<Published> published = catalogue.apply(network);
    if (published.isEmpty() || model.stem().equals("small")) return Optional.empty();
    int size = model.size() > 0 ? model.size() : Look.at(Look.some(training, LOOKED_AT)).medianPx();
    if (size <= Choices.SMALL_PX) return Optional.empty();
    return fetched(published.get(), events);
  }

  /** The name of weights that are here, or could be brought. */
  Optional<String> fetched(Published published, Consumer<RunEvent> events) {
    return had(published, events) ? Optional.of(published.name()) : Optional.empty();
  }

  private boolean had(Published published, Consumer<RunEvent> events) {
    try {
      var _ = fetch.file(published.remote(), e -> events.accept(new RunEvent.Fetching(e)));
    } catch (FetchException e) {
      if (e.kind() == FetchException.Kind.STOPPED || e.kind() == FetchException.Kind.SETTING)
        throw e;
      events.accept(
          new RunEvent.Warned(
              e.getMessage()
                  + ". So the network starts from random weights and needs more pictures and more"
                  + " time; --weights none says that this is wanted"));
      return false;
    }
    events.accept(
        new RunEvent.Chose(
            String.format(
                Locale.ROOT,
                "starts from %s of %s (%.1f MB, licence %s), as photographs learn best from"
                    + " weights that know some; --weights none starts from scratch",
                published.name(),
                published.by(),
                published.remote().bytes() / 1e6,
                published.licence())));
    return true;
  }
}
