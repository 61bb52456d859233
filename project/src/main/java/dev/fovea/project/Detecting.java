package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.load.Feed;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.task.detect.DetectLoss;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.task.detect.rcnn.FasterRcnnStep;
import dev.fovea.train.Manner;
import dev.fovea.train.Part;
import dev.fovea.train.Step;
import dev.fovea.train.SupervisedStep;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.Style;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Device;

/** What is in a picture, and where. */
final class Detecting implements Task {
  /** The share of a run in which pictures are put together; then they are seen as they are. */
  private static final double MOSAIC = 0.85;

  @Override
  public ReadOptions reading() {
    return ReadOptions.forTraining().withBoxes();
  }

  @Override
  public Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events) {
    return recipe.model().weights().equals("auto") ? recipe.with("model.weights", "none") : recipe;
  }

  @Override
  public Choices choices(Recipe recipe, Dataset data, boolean own) {
    return DetectChoices.of(recipe, data);
  }

  @Override
  public Network network(ModelRecipe model, Dataset data, Optional<Network> own) {
    return own.orElseGet(() -> drawing(model, data).network());
  }

  /** The network of a recipe with what its maps mean. */
  static Drawing drawing(ModelRecipe model, Dataset data) {
    return Detectors.of(
        model.name(), DetectorOptions.of(data.classes().size()).withChannels(model.channels()));
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
    Feed feed =
        Feed.training(
                Setup.preprocess(recipe.model()),
                data.classes().size(),
                recipe.train().batch(),
                Augmenting.of(recipe.augment()),
                recipe.train().seed())
            .withBoxes();
    int epochs = recipe.train().epochs();
    return epochs > 0 ? feed.withMosaicUntil((int) Math.round(MOSAIC * epochs)) : feed;
  }

  @Override
  public Optional<Step> step(
      Recipe recipe, Dataset data, Network network, Part part, Device device) {
    Style style = drawing(recipe.model(), data).style();
    if (!(style instanceof Style.FasterRcnn)) return Optional.empty();
    Manner manner = Setup.manner(recipe.train());
    if (manner.sharpness() > 0 || manner.checkpoint())
      throw new RecipeException(
          "train.sharpness and train.checkpoint want one network, and "
              + recipe.model().name()
              + " is three; leave them out");
    return Optional.of(
        new FasterRcnnStep(
            network,
            part,
            Postprocesses.of(style),
            data.classes().size(),
            device,
            manner.precision()));
  }

  @Override
  public SupervisedStep.Losses losses(Recipe recipe, Dataset data, Device device) {
    return DetectLoss.of(drawing(recipe.model(), data).style(), data.classes().size());
  }

  @Override
  public Judge judge(Judging by) {
    return new DetectJudge(by);
  }
}
