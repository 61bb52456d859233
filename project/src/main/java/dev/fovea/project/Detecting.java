package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.load.Feed;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.task.detect.DetectLoss;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.task.detect.rcnn.FasterRcnnStep;
import dev.fovea.torch.Devices;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.Style;
import dev.fovea.zoo.weights.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is in a picture, and where. */
final class Detecting implements Task {
  @Override
  public ReadOptions reading() {
    return ReadOptions.forTraining().withBoxes();
  }

  @Override
  public void check(Recipe recipe) {
    DetectKeys.check(recipe);
  }

  @Override
  public Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events) {
    if (!recipe.model().weights().equals("auto")) return recipe;
    return recipe.with("model.weights", weights(recipe.model().name(), events).orElse("none"));
  }

  /** Published for a detector, or for the network that it stands on. */
  private static Optional<String> weights(String name, Consumer<RunEvent> events) {
    var published = Catalogue.preferred(name);
    if (published.isEmpty())
      published = backbone(name).flatMap(below -> Catalogue.preferred(below.name()));
    var fetch = new DefaultWeights(Catalogue::preferred, new Fetch(Settings.system()));
    return published.flatMap(found -> fetch.fetched(found, events));
  }

  /** The classifier that a detector stands on; empty for one that has a backbone of its own. */
  static Optional<Drawing.Backbone> backbone(String name) {
    return Detectors.has(name)
        ? Detectors.of(name, DetectorOptions.of(1)).backbone()
        : Optional.empty();
  }

  /** The prefixes of the tensors above a backbone. */
  static List<String> above(Network network, Drawing.Backbone below) {
    return network.nodes().stream()
        .map(Node::weights)
        .filter(weights -> !weights.startsWith(below.prefix()))
        .distinct()
        .toList();
  }

  @Override
  public Choices choices(Recipe recipe, Dataset data, boolean own) {
    return DetectChoices.of(recipe, data);
  }

  @Override
  public Network network(Recipe recipe, Dataset data, Optional<Network> own) {
    boolean frozen = recipe.train().norms().equals("still") && published(recipe.model());
    return own.map(graph -> OwnDetector.network(graph, recipe.model(), data.classes().size()))
        .orElseGet(() -> drawing(recipe.model(), data, !frozen).network());
  }

  /**
   * Whether the weights are a publisher's of this very detector, who learned them over norms as he
   * draws them. Over other weights norms that are to stay still are frozen by the step.
   */
  private static boolean published(ModelRecipe model) {
    return Catalogue.find(model.weights())
        .or(() -> Catalogue.preferred(model.weights()))
        .filter(found -> found.network().equals(model.name()))
        .isPresent();
  }

  /** What the maps of a recipe's network mean, and what it takes. */
  static Drawing drawing(ModelRecipe model, Dataset data) {
    return drawing(model, data, false);
  }

  private static Drawing drawing(ModelRecipe model, Dataset data, boolean movingNorms) {
    return Detectors.of(
        model.name(),
        DetectorOptions.of(data.classes().size())
            .withChannels(model.channels())
            .withMovingNorms(movingNorms));
  }

  /** The prefixes of the tensors that depend on the classes. */
  static List<String> heads(Network network) {
    String head = Detectors.of(network.name(), DetectorOptions.of(1)).head();
    return network.nodes().stream()
        .filter(node -> node.name().matches(head))
        .map(Node::weights)
        .distinct()
        .toList();
  }

  @Override
  public Feed feed(Recipe recipe, Dataset data) {
    ModelRecipe model = recipe.model();
    Feed feed =
        Feed.training(
                Setup.preprocess(model),
                data.classes().size(),
                recipe.train().batch(),
                Augmenting.of(recipe.augment()),
                recipe.train().seed())
            .withBoxes();
    return Augmenting.batches(feed, recipe, drawing(model, data).stepPx());
  }

  @Override
  public Optional<Step> step(Recipe recipe, Dataset data, Network network, Part part) {
    Style style = drawing(recipe.model(), data).style();
    if (!(style instanceof Style.FasterRcnn)) return Optional.empty();
    return Optional.of(
        new FasterRcnnStep(
            network,
            part,
            Postprocesses.of(style),
            data.classes().size(),
            Devices.of(recipe.train().device()),
            Setup.manner(recipe.train()).precision()));
  }

  @Override
  public SupervisedStep.Losses losses(Recipe recipe, Dataset data) {
    return DetectLoss.of(drawing(recipe.model(), data).style(), data.classes().size());
  }

  @Override
  public Judge judge(Judging by) {
    return new DetectJudge(by);
  }
}
