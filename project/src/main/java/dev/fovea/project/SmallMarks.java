package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.task.classify.marks.MarkSearch;
import dev.fovea.zoo.Marks;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Large photographs of two classes, one of them rare: what makes them rare may be a scratch of some
 * pixels, which is gone where the photograph is shrunk to a usual network's size. The network
 * {@code marks} sees it, and finds by itself where it is.
 */
public final class SmallMarks {
  /** What a look costs grows with the pixels; 30 px of 12 megapixels are 15 px here. */
  private static final double MOST_PIXELS = 1792 * 1792;

  /**
   * The share of pictures that validate where the recipe leaves it open: with nine of ten
   * photographs of a rare class the search had an AUROC of 0.98, with seven 0.84.
   */
  static final double VAL = 0.05;

  /** What the sizes of the network's input are divided by. */
  private static final int STEP_PX = Marks.STEP_PX;

  /** All but the last layer. */
  private static final String BODY =
      "[conv1, bn1, conv2, bn2, conv3, bn3, conv4, bn4, conv5, bn5, evidence]";

  /** So long were the marks, in the network's pixels, that it was shown to find. */
  private static final int MARK_PX = 15;

  private static final int LARGE_PX = 768;
  private static final int LOOKED_AT = 9;

  private SmallMarks() {}

  /** Whether a recipe is for the network. */
  static boolean in(String network) {
    return network.equals(Marks.NAME);
  }

  /**
   * Whether training looks for small marks in such data by default.
   *
   * @param medianPx of the pictures' shorter sides
   */
  public static boolean areIn(Dataset data, int medianPx) {
    return oneRare(data) && medianPx >= LARGE_PX;
  }

  private static boolean oneRare(Dataset data) {
    return data.classes().size() == 2 && Rare.of(data).isPresent();
  }

  /** The recipe with its network named, where it leaves that open and the data ask for it. */
  static Recipe settle(Recipe recipe, Dataset data, Consumer<RunEvent> events) {
    ModelRecipe open = recipe.model();
    boolean free = open.name().equals("auto") && !open.pretrained() && open.size() == 0;
    if (!free || !oneRare(data)) return recipe;
    if (!areIn(data, Look.at(Look.some(data.split(Split.TRAIN), LOOKED_AT)).medianPx()))
      return recipe;
    events.accept(
        new RunEvent.Chose(
            "one class is rare and the photographs are large, so a small mark may make the"
                + " difference: the network marks looks closely and finds by itself where it lies;"
                + " --model resnet18 looks at the whole, shrunk"));
    return recipe.with("model.name", Marks.NAME).with("model.weights", "none");
  }

  /**
   * Height of the network's input where the recipe leaves it open.
   *
   * @param medianPx of the pictures' shorter sides
   * @param ratio of the pictures, width by height
   */
  public static int height(int medianPx, double ratio) {
    double height = medianPx / Math.min(1, ratio);
    return size(Math.min(height, Math.sqrt(MOST_PIXELS / ratio)));
  }

  /** Its width: stretched, the same scratch would be another one in each direction. */
  public static int width(int height, double ratio) {
    return size(height * ratio);
  }

  /** How long a mark must be, in pixels of a picture, to be as long as those that were found. */
  public static int mark(int picturePx, int height) {
    return Math.ceilDiv(MARK_PX * picturePx, height);
  }

  private static int size(double px) {
    return Math.max(MarkSearch.LEAST_PX, (int) Math.round(px) / STEP_PX * STEP_PX);
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

  /** What is said of the pictures that validate, where the recipe leaves their share open. */
  static Optional<String> validation(Recipe open) {
    return open.data().val() > 0 || open.data().folds() > 0
        ? Optional.empty()
        : Optional.of(
            "the search learns from every picture of the rare class that it gets, so few validate;"
                + " --folds 5 measures on all of them");
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
