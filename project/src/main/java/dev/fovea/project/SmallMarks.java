package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.task.classify.marks.MarkSearch;
import dev.fovea.zoo.Marks;
import java.util.function.Consumer;

/**
 * Large photographs of two classes, one of them rare: what makes them rare may be a scratch of some
 * pixels, which is gone where the photograph is shrunk to a usual network's size. The network
 * {@code marks} sees it, and finds by itself where it is.
 */
final class SmallMarks {
  /** What a look costs grows with the pixels; 30 px of 12 megapixels are 16 px here. */
  private static final int MOST_PX = 1792;

  /** All but the last layer. */
  private static final String BODY =
      "[conv1, bn1, conv2, bn2, conv3, bn3, conv4, bn4, conv5, bn5, evidence]";

  private static final int LARGE_PX = 768;
  private static final int LOOKED_AT = 9;

  private SmallMarks() {}

  /** Whether a recipe is for the network. */
  static boolean in(String network) {
    return network.equals(Marks.NAME);
  }

  /** The recipe with its network named, where it leaves that open and the data ask for it. */
  static Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events) {
    ModelRecipe open = recipe.model();
    boolean free = open.name().equals("auto") && !open.pretrained() && open.size() == 0;
    if (!free || data.classes().size() != 2 || Rare.of(data).isEmpty()) return recipe;
    if (Look.at(Look.some(data.split(Split.TRAIN), LOOKED_AT)).medianPx() < LARGE_PX) return recipe;
    events.accept(
        new RunEvent.Chose(
            "one class is rare and the photographs are large, so a small mark may make the"
                + " difference: the network marks looks closely and finds by itself where it lies;"
                + " --model resnet18 looks at the whole, shrunk"));
    return recipe.with("model.name", Marks.NAME).with("model.weights", "none");
  }

  /** Height and width of the network's input where the recipe leaves them open. */
  static int size(int medianPx) {
    return Math.max(MarkSearch.LEAST_PX, Math.min(medianPx, MOST_PX) / 8 * 8);
  }

  /**
   * What the recipe leaves open of the training that follows the search: how much evidence is
   * enough. What was searched for stays as it is; few whole pictures would teach it their dust.
   */
  static Recipe train(Recipe recipe) {
    TrainRecipe open = recipe.train();
    Recipe chosen = recipe;
    if (open.batch() == 0) chosen = chosen.with("train.batch", "4");
    if (open.epochs() == 0 && open.time() == null) chosen = chosen.with("train.epochs", "3");
    if (open.rate() == 0) chosen = chosen.with("train.rate", "0.02");
    if (open.freeze().isEmpty()) chosen = chosen.with("train.freeze", BODY);
    if (recipe.augment().preset().equals("auto")) chosen = chosen.with("augment.preset", "none");
    return recipe.model().fit().equals("auto") ? chosen.with("model.fit", "stretch") : chosen;
  }

  /** Refuses data and settings that the network is not for. */
  static void check(Recipe recipe, Dataset data) {
    if (!in(recipe.model().name())) return;
    if (data.multiLabel() || data.classes().size() != 2)
      throw new RecipeException(
          "the network marks tells two classes apart, and the data have %s; leave out --model"
              .formatted(
                  data.multiLabel()
                      ? "several labels a picture"
                      : data.classes().size() + " classes"));
    if (recipe.model().size() < MarkSearch.LEAST_PX)
      throw new RecipeException(
          "the network marks looks at pieces of %d px, so --size must be that or more, got %d"
              .formatted(MarkSearch.LEAST_PX, recipe.model().size()));
  }

  /** The class that marks are looked for in: the one with fewer pictures. */
  static int rare(Dataset data) {
    int[] counts = data.counts(Split.TRAIN);
    return counts[0] < counts[1] ? 0 : 1;
  }
}
