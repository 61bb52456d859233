package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Network;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import dev.fovea.train.SupervisedStep;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What learns, and what it learns from: the step of a recipe and the pictures for it. */
final class Lesson implements AutoCloseable {
  private final Weights weights;
  private final Optional<SupervisedStep.Losses> losses;
  private final Step step;
  private final Loader loader;

  /**
   * From the weights of a file, or from random ones.
   *
   * @param recipe with nothing left open
   * @param network that learns
   * @param pretrained the file that the recipe names
   * @param keep decoded pictures
   * @param school what the weights go through before; they are on the device
   */
  Lesson(
      Recipe recipe,
      Dataset data,
      Network network,
      Optional<Pretrained> pretrained,
      Keep keep,
      BiConsumer<Network, Weights> school) {
    TrainRecipe train = recipe.train();
    var device = Devices.of(train.device());
    Threads.use(train.threads());
    Task task = Task.of(recipe);
    Weights random = InitialWeights.of(network, OwnGraph.init(network), train.seed());
    weights = pretrained.map(p -> p.load(network, random)).orElse(random);
    weights.moveTo(device);
    school.accept(network, weights);
    Part part = new Part("main", network, weights, Setup.part(train, network));
    Optional<Step> own = task.step(recipe, data, network, part);
    losses = own.isPresent() ? Optional.empty() : Optional.of(task.losses(recipe, data));
    step =
        own.orElseGet(() ->
            new SupervisedStep(network, part, losses.orElseThrow(), device, Setup.manner(train)));
    Feed feed = task.feed(recipe, data).withStrict(recipe.data().strict()).withKeep(keep);
    loader = Loader.of(data.split(Split.TRAIN), feed);
  }

  Step step() {
    return step;
  }

  /** The training pictures. */
  Loader loader() {
    return loader;
  }

  @Override
  public void close() {
    loader.close();
    step.close();
    losses.ifPresent(SupervisedStep.Losses::close);
    weights.close();
  }
}
