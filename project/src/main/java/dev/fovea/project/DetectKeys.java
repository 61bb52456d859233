package dev.fovea.project;

import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recipe for a detector may not say: keys that it has no use for, since to set one would
 * promise what is not, networks that find no boxes, and sizes that the strides do not divide.
 */
final class DetectKeys {
  private static final List<String> METRICS = List.of("auto", "map", "map50", "map75");

  private DetectKeys() {}

  /** Refuses a recipe for a detector that sets one, or names no detector. */
  static void check(Recipe recipe) {
    ModelRecipe model = recipe.model();
    network(model);
    TrainRecipe train = recipe.train();
    var set = new LinkedHashMap<String, Boolean>();
    set.put("model.dropout", model.dropout() != null);
    set.put("model.stochastic_depth", model.stochasticDepth() != null);
    set.put("model.stem", model.stem().equals("small"));
    set.put("model.resize", model.resize() > 0 && !model.fit().equals("crop"));
    set.put("train.focal_gamma", train.focalGamma() != 2);
    set.put("train.loss", !train.loss().equals("cross_entropy"));
    set.put("train.label_smoothing", train.labelSmoothing() > 0);
    set.put("train.class_weights", !train.classWeights().equals("none"));
    set.put("train.sampler", train.sampler().equals("balanced"));
    List<String> refused =
        set.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    if (!refused.isEmpty())
      throw new RecipeException(
          String.join(" and ", refused) + ": for classifiers, not for detectors; leave it out");
    if (train.checkpoint())
      throw new RecipeException(
          "train.checkpoint works out again what a network of one answer holds, and a detector answers"
              + " in several maps; leave it out, and take a smaller train.batch or model.size for"
              + " less memory");
    if (train.sharpness() > 0 && twoStages(model.name()))
      throw new RecipeException(
          "train.sharpness wants one network, and " + model.name() + " is three; leave it out");
    if (!METRICS.contains(train.metric()))
      throw new RecipeException(
          "train.metric of a detector must be one of "
              + String.join(", ", METRICS)
              + ", got "
              + train.metric());
  }

  private static void network(ModelRecipe model) {
    String name = model.name().equals("auto") ? DetectChoices.NETWORK : model.name();
    if (!Detectors.has(name) && Zoo.names().contains(name))
      throw new RecipeException(
          name
              + " tells classes and finds no boxes"
              + (Detectors.has("yolo-" + name) ? "; yolo-" + name + " finds some by it" : "")
              + " (`fovea models` lists all)");
    int step = Detectors.of(name, DetectorOptions.of(1)).stepPx(); // refuses an unknown name
    stepped(name, "model.size", model.size(), step);
    stepped(name, "model.width", model.width(), step);
  }

  private static void stepped(String name, String key, int px, int step) {
    if (px % step != 0)
      throw new RecipeException(
          "%s takes sizes that %d divides, got %s %d; say %d"
              .formatted(name, step, key, px, DetectSize.stepped(px, step)));
  }

  private static boolean twoStages(String name) {
    return Detectors.has(name)
        && Detectors.of(name, DetectorOptions.of(1)).style() instanceof Style.FasterRcnn;
  }
}
