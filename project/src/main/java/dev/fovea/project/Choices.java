package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fills in what a recipe leaves open, once the data are known, and says so.
 *
 * @param recipe with nothing left open
 * @param sentences what was chosen, for people
 */
record Choices(Recipe recipe, List<String> sentences) {
  private static final int SMALL_PX = 64;
  private static final int PHOTO_PX = 128;
  private static final int FEW = 2000;
  private static final int MOST_VAL = 10_000;

  /** What the share of a validation split is where the recipe leaves it open. */
  static double val(Recipe recipe, int training) {
    if (recipe.data().val() > 0) return recipe.data().val();
    return training < FEW ? 0.2 : Math.min(0.1, (double) MOST_VAL / training);
  }

  /**
   * @param data with its validation split
   */
  static Choices of(Recipe recipe, Dataset data) {
    int images = data.split(Split.TRAIN).size();
    var look = Look.at(data.split(Split.TRAIN));
    ModelRecipe model = model(recipe.model(), look);
    int batch = recipe.train().batch() > 0 ? recipe.train().batch() : batch(images);
    TrainRecipe train = train(recipe.train(), images, batch);
    AugmentRecipe augment = augment(recipe.augment(), model.size());
    Recipe whole = recipe.withModel(model).withTrain(train).withAugment(augment);
    var sentences = new ArrayList<String>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%s from random weights on %d x %d px %s, %s",
            model.name(),
            model.size(),
            model.size(),
            model.channels() == 1 ? "grey" : "colour",
            train.time() == null
                ? train.epochs() + " epochs of " + Math.max(1, images / batch) + " steps"
                : "for " + train.time()));
    if (look.medianPx() > 2 * model.size())
      sentences.add(
          String.format(
              Locale.ROOT,
              "the pictures are about %d px and are shrunk to %d px; details get lost that a larger"
                  + " --size would keep, at the price of time",
              look.medianPx(),
              model.size()));
    if (images < FEW)
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d training pictures are few for a network that starts from random weights; more"
                  + " pictures help most",
              images));
    return new Choices(whole, sentences);
  }

  private static ModelRecipe model(ModelRecipe open, Look look) {
    boolean tiny = look.medianPx() <= SMALL_PX;
    String name = open.name();
    if (name.equals("auto"))
      name = (open.size() == 0 ? tiny : open.size() <= SMALL_PX) ? "small" : "resnet18";
    Zoo.family(name); // refuses an unknown name now, not after the data were read
    int size =
        open.size() > 0
            ? open.size()
            : tiny ? look.medianPx() : Math.min(look.medianPx(), PHOTO_PX);
    int channels = open.channels() > 0 ? open.channels() : look.grey() ? 1 : 3;
    String stem = open.stem();
    if (stem.equals("auto"))
      stem = size <= SMALL_PX && Zoo.family(name).stems().size() > 1 ? "small" : "published";
    ChannelNumbers numbers = look.numbers(channels, size);
    return new ModelRecipe(
        name,
        open.weights(),
        size,
        channels,
        stem,
        open.dropout(),
        open.stochasticDepth(),
        open.mean() == null ? numbers.mean() : open.mean(),
        open.deviation() == null ? numbers.deviation() : open.deviation());
  }

  private static int batch(int images) {
    if (images < 500) return 16;
    return images < 4000 ? 32 : 64;
  }

  private static TrainRecipe train(TrainRecipe open, int images, int batch) {
    int epochs = open.epochs();
    if (epochs == 0 && open.time() == null) epochs = images < FEW ? 60 : images < 20_000 ? 30 : 15;
    double rate = open.rate();
    if (rate == 0)
      rate = open.optimiser().equals("sgd") ? Math.min(0.4, 0.2 * Math.sqrt(batch / 32.0)) : 1e-3;
    int threads = open.threads() > 0 ? open.threads() : Runtime.getRuntime().availableProcessors();
    return new TrainRecipe(
        epochs,
        open.time(),
        batch,
        open.optimiser(),
        rate,
        open.momentum(),
        open.weightDecay(),
        open.schedule(),
        open.warmup(),
        open.labelSmoothing(),
        open.classWeights(),
        open.clip(),
        open.accumulate(),
        open.ema(),
        open.freeze(),
        open.patience(),
        open.seed(),
        open.device(),
        threads);
  }

  private static AugmentRecipe augment(AugmentRecipe open, int size) {
    if (!open.preset().equals("auto")) return open;
    return new AugmentRecipe(
        size <= SMALL_PX ? "small" : "photos",
        open.flip(),
        open.flipVertical(),
        open.crop(),
        open.pad(),
        open.rotate(),
        open.translate(),
        open.scale(),
        open.shear(),
        open.jitter(),
        open.erase(),
        open.mixup());
  }
}
