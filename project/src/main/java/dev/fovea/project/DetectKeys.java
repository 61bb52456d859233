package dev.fovea.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a recipe that a detector has no use for: to set one would promise what is not. */
final class DetectKeys {
  private static final List<String> METRICS = List.of("auto", "map", "map50", "map75");

  private DetectKeys() {}

  /** Refuses a recipe for a detector that sets one. */
  static void check(Recipe recipe) {
    ModelRecipe model = recipe.model();
    TrainRecipe train = recipe.train();
    var set = new LinkedHashMap<String, Boolean>();
    set.put("model.dropout", model.dropout() != null);
    set.put("model.stochastic_depth", model.stochasticDepth() != null);
    set.put("model.stem", model.stem().equals("small"));
    set.put("train.loss", !train.loss().equals("cross_entropy"));
    set.put("train.label_smoothing", train.labelSmoothing() > 0);
    set.put("train.class_weights", !train.classWeights().equals("none"));
    set.put("train.sampler", train.sampler().equals("balanced"));
    List<String> refused =
        set.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    if (!refused.isEmpty())
      throw new RecipeException(
          String.join(" and ", refused) + ": for classifiers, not for detectors; leave it out");
    if (!METRICS.contains(train.metric()))
      throw new RecipeException(
          "train.metric of a detector must be one of "
              + String.join(", ", METRICS)
              + ", got "
              + train.metric());
  }
}
