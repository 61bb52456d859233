package dev.fovea.project;

import dev.fovea.graph.Network;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A network that is used for what it knows of pictures, whatever it was taught to answer.
 *
 * @param network whose features are read
 * @param weights its own, closed with it
 * @param preprocess from a picture to its input
 */
public record Backbone(Network network, Weights weights, Preprocess preprocess)
    implements AutoCloseable {

  /** The network of a model file. */
  @SuppressWarnings("MustBeClosedChecker") // the record that is returned owns the weights
  public static Backbone of(Path modelFile) {
    Model model = ModelFile.read(modelFile);
    return new Backbone(model.network(), model.weights(), model.preprocess());
  }

  /**
   * A network of the zoo with weights from anywhere.
   *
   * @param name of the network
   * @param weights as {@code train --weights} takes them: a published name, a url, a file
   * @param events told what is fetched, taken and left over
   * @throws dev.fovea.torch.TorchException where they are another network's
   */
  public static Backbone of(String name, String weights, Consumer<RunEvent> events) {
    Recipe open = RecipeYaml.withText(Recipe.classify(Path.of("")), "model.name", name);
    ModelRecipe asked = RecipeYaml.withText(open, "model.weights", weights).model();
    Pretrained pretrained =
        Pretrained.of(asked, events)
            .orElseThrow(() ->
                new RecipeException(
                    "weights " + weights + ": a network without weights knows nothing; name some"));
    if (pretrained.own()) return of(pretrained.file());
    int usual = Zoo.member(name).sizePx();
    Preprocess preprocess =
        pretrained
            .preprocess()
            .orElseGet(() -> Preprocess.imagenet(Choices.resize(usual), usual, Kernel.BILINEAR));
    if (pretrained.preprocess().isEmpty())
      events.accept(
          new RunEvent.Chose(
              Pretrained.shown(pretrained.said())
                  + " does not say how its pictures were prepared; they are as for ImageNet, "
                  + usual
                  + " px"));
    Options options =
        Options.of(1).withChannels(preprocess.channels()).withSize(preprocess.height());
    Network network = Zoo.network(name, options);
    events.accept(new RunEvent.Chose(pretrained.plan(network)));
    Weights start = InitialWeights.of(network, OwnGraph.init(network), 0);
    return new Backbone(network, pretrained.load(network, start), preprocess);
  }

  @Override
  public void close() {
    weights.close();
  }
}
