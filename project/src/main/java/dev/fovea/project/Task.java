package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.load.Feed;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.graph.Network;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import dev.fovea.train.SupervisedStep;
import java.util.Optional;
import java.util.function.Consumer;

/** What differs between tasks in a run, from the recipe to the report. */
interface Task {
  /** The task of a recipe. */
  static Task of(Recipe recipe) {
    return switch (recipe.task()) {
      case "classify" -> new Classifying();
      case "detect" -> new Detecting();
      default -> throw new RecipeException("there is no task " + recipe.task());
    };
  }

  /** Refuses what a recipe asks for and this task cannot do. */
  default void check(Recipe recipe) {}

  /** How data are opened. */
  ReadOptions reading();

  /** Names the network, where the recipe leaves it open and its weights hang on it. */
  Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events);

  /**
   * What the recipe leaves open besides.
   *
   * @param data with its validation split
   * @param own whether the weights bring a network that the zoo does not draw
   */
  Choices choices(Recipe recipe, Dataset data, boolean own);

  /**
   * The network of a recipe with nothing left open.
   *
   * @param own one that the weights bring; else the zoo draws it
   */
  Network network(Recipe recipe, Dataset data, Optional<Network> own);

  /** How training pictures become batches; of pictures that are kept by default. */
  Feed feed(Recipe recipe, Dataset data);

  /**
   * What a batch does to the weights, where that is more than one network and its loss; it takes
   * over the part.
   */
  default Optional<Step> step(Recipe recipe, Dataset data, Network network, Part part) {
    return Optional.empty();
  }

  /** What one network learns from, where {@link #step} is none; the caller closes it. */
  SupervisedStep.Losses losses(Recipe recipe, Dataset data);

  /** The one who validates; the caller closes it. */
  Judge judge(Judging by);
}
