package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.Network;
import dev.fovea.task.classify.Loss;
import dev.fovea.task.classify.Targets;
import dev.fovea.torch.Devices;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.weights.Catalogue;
import java.util.Optional;
import java.util.function.Consumer;

/** Which class a picture shows. */
final class Classifying implements Task {
  @Override
  public ReadOptions reading() {
    return ReadOptions.forTraining();
  }

  @Override
  public void check(Recipe recipe) {
    String name = recipe.model().name();
    if (Detectors.has(name))
      throw new RecipeException(
          name + " finds boxes; train it by `fovea train detect`, or name a network of classes");
  }

  @Override
  public Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events) {
    var weights = new DefaultWeights(Catalogue::preferred, new Fetch(Settings.system()));
    Recipe settled = SmallMarks.settle(recipe, data, events);
    return weights.settle(settled, data.split(Split.TRAIN), events);
  }

  @Override
  public Choices choices(Recipe recipe, Dataset data, boolean own) {
    Choices choices = Choices.of(recipe, data, own);
    SmallMarks.check(choices.recipe(), data);
    return choices;
  }

  @Override
  public Network network(Recipe recipe, Dataset data, Optional<Network> own) {
    return Setup.network(recipe.model(), data, own);
  }

  @Override
  public Feed feed(Recipe recipe, Dataset data) {
    TrainRecipe train = recipe.train();
    return Feed.training(
            Setup.preprocess(recipe.model()),
            Targets.of(data).classes(),
            train.batch(),
            Augmenting.of(recipe.augment()),
            train.seed())
        .withSampler(Setup.sampler(train));
  }

  @Override
  public SupervisedStep.Losses losses(Recipe recipe, Dataset data) {
    TrainRecipe train = recipe.train();
    boolean balanced = train.classWeights().equals("balanced");
    return new Loss(
        Targets.of(data),
        train.labelSmoothing(),
        Setup.gamma(train),
        balanced ? Targets.balancedWeights(data) : null,
        Devices.of(recipe.train().device()));
  }

  @Override
  public Judge judge(Judging by) {
    return new ClassifyJudge(by);
  }
}
