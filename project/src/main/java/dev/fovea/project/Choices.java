package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.train.Unfreeze;
import dev.fovea.zoo.Zoo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fills in what a recipe leaves open, once the data are known, and says so.
 *
 * @param recipe with nothing left open
 * @param sentences what was chosen, for people
 */
public record Choices(Recipe recipe, List<String> sentences) {
  static final int SMALL_PX = 64;
  private static final int PHOTO_PX = 128;

  /** What is smaller than this at the network's input is as good as not there. */
  private static final int SEEN_PX = 3;

  /** Of the pixels that are wanted; fewer show in the scores. */
  private static final int OVERSAMPLING = 2;

  /** Times the network's input, from where on crops are drawn from pictures decoded smaller. */
  private static final int LARGE = 4 * OVERSAMPLING;

  private static final int FEW = 2000;

  /** Weights that know something below a head that starts anew learn at a tenth of its rate. */
  private static final double FINER = 0.1;

  /** With fewer pictures the head learns first, and then all. */
  private static final int FEW_FOR_ALL = 500;

  private static final double HEAD_FIRST = 0.25;

  /** Fewer pictures a batch say too little of their mean and deviation. */
  static final int STATISTICS = 8;

  private static final int IMBALANCE = 3;
  private static final int MOST_VAL = 10_000;

  /** The size that pictures are trained at, in pixels, where the recipe leaves it open. */
  public static int size(int medianPx) {
    return medianPx <= SMALL_PX ? medianPx : Math.min(medianPx, PHOTO_PX);
  }

  /** The smallest thing, in pixels of a picture, that is seen when it is shrunk to a size. */
  public static int smallest(int picturePx, int size) {
    return Math.ceilDiv(SEEN_PX * picturePx, size);
  }

  /** What the share of a validation split is where the recipe leaves it open. */
  static double val(Recipe recipe, int training) {
    if (recipe.data().val() > 0) return recipe.data().val();
    if (SmallMarks.in(recipe.model().name())) return SmallMarks.VAL;
    return training < FEW ? 0.2 : Math.min(0.1, (double) MOST_VAL / training);
  }

  /** For a network of the zoo. */
  static Choices of(Recipe recipe, Dataset data) {
    return of(recipe, data, false);
  }

  /**
   * @param data with its validation split
   * @param own whether the weights bring a network that the zoo does not draw
   */
  static Choices of(Recipe recipe, Dataset data, boolean own) {
    int images = data.split(Split.TRAIN).size();
    var look = Look.at(data.split(Split.TRAIN));
    var rare = Rare.of(data);
    Recipe closer = SmallMarks.in(recipe.model().name()) ? SmallMarks.train(recipe) : recipe;
    Recipe trained = sampler(augment(train(model(closer, look, rare, own), images), rare), rare);
    Recipe whole = measured(trained, data);
    ModelRecipe model = whole.model();
    TrainRecipe train = whole.train();
    int batch = train.batch();
    var sentences = new ArrayList<String>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%s from %s on %d x %d px %s, %s",
            model.name(),
            model.pretrained() ? Pretrained.shown(model.weights()) : "random weights",
            model.widthPx(),
            model.size(),
            model.channels() == 1 ? "grey" : "colour",
            train.time() == null
                ? train.epochs() + " epochs of " + Math.max(1, images / batch) + " steps"
                : "for " + train.time()));
    if (look.medianPx() > 2 * model.size())
      sentences.add(
          String.format(
              Locale.ROOT,
              "the pictures are about %d px and are shrunk to %d px: what is smaller than %d px in"
                  + " them can hardly be seen; a larger --size keeps it, at the price of time",
              look.medianPx(),
              model.size(),
              smallest(look.medianPx(), model.size())));
    if (!Setup.unfreeze(train).equals(Unfreeze.NONE))
      sentences.add(
          String.format(
              Locale.ROOT,
              "the head learns alone for the first %.0f %% of the run, then %s; --set head_first=0"
                  + " lets all learn from the start",
              100 * train.headFirst(),
              train.gradual() > 0 ? "one stage after the other joins" : "all of it"));
    if (model.shrink() == 0 && look.medianPx() >= LARGE * model.size())
      sentences.add(
          "JPEG files this large are decoded several times quicker with --set shrink="
              + OVERSAMPLING
              + ", at a half, a quarter or an eighth of their size; the model then does the same");
    rare.ifPresent(found -> sentences.addAll(found.sentences(recipe, whole)));
    if (images < FEW && !model.pretrained())
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d training pictures are few for a network that starts from random weights; more"
                  + " pictures help most",
              images));
    return new Choices(whole, sentences);
  }

  /** The score that leads: balanced accuracy where one class is three times another. */
  private static String metric(Dataset data) {
    if (data.multiLabel()) return "map";
    int[] counts = data.counts(Split.TRAIN);
    int most = Arrays.stream(counts).max().orElse(0);
    int least = Arrays.stream(counts).filter(count -> count > 0).min().orElse(0);
    return most >= IMBALANCE * least ? "balanced_accuracy" : "top1";
  }

  private static Recipe measured(Recipe recipe, Dataset data) {
    Recipe chosen = recipe;
    if (recipe.train().metric().equals("auto")) chosen = chosen.with("train.metric", metric(data));
    if (recipe.data().splitSeed() == null)
      chosen = chosen.with("data.split_seed", "" + recipe.train().seed());
    return chosen;
  }

  private static Recipe model(Recipe recipe, Look look, Optional<Rare> rare, boolean own) {
    ModelRecipe open = recipe.model();
    boolean tiny = look.medianPx() <= SMALL_PX;
    String name = open.name();
    if (name.equals("auto"))
      name = (open.size() == 0 ? tiny : open.size() <= SMALL_PX) ? "small" : "resnet18";
    int step = own ? 1 : Zoo.member(name).stepPx(); // refuses an unknown name now
    int usual =
        SmallMarks.in(name)
            ? SmallMarks.height(look.medianPx(), look.ratio())
            : size(look.medianPx());
    int size = open.size() > 0 ? open.size() : Math.max(step, usual / step * step);
    int channels = open.channels() > 0 ? open.channels() : look.grey() ? 1 : 3;
    String stem = open.stem();
    if (stem.equals("auto"))
      stem = size <= SMALL_PX && Zoo.family(name).stems().size() > 1 ? "small" : "published";
    String fit = open.fit();
    if (fit.equals("auto")) fit = size <= SMALL_PX || rare.isPresent() ? "stretch" : "crop";
    int width = open.width();
    if (width == 0 && SmallMarks.in(name) && fit.equals("stretch"))
      width = SmallMarks.width(size, look.ratio());
    ChannelNumbers numbers = look.numbers(channels, size);
    Recipe chosen =
        recipe
            .with("model.name", name)
            .with("model.size", "" + size)
            .with("model.resize", "" + (open.resize() > 0 ? open.resize() : resize(size)))
            .with("model.kernel", open.kernel().equals("auto") ? "bilinear" : open.kernel())
            .with("model.fit", fit)
            .with("model.width", "" + width)
            .with("model.channels", "" + channels)
            .with("model.stem", stem);
    if (open.mean() == null) chosen = chosen.with("model.mean", "" + numbers.mean());
    if (open.deviation() == null) chosen = chosen.with("model.deviation", "" + numbers.deviation());
    chosen.model().checkNumbers();
    return chosen;
  }

  /** ImageNet's ratio of what is resized to what is cropped. */
  static int resize(int size) {
    return Math.round(size * 8f / 7);
  }

  private static int batch(int images) {
    if (images < 500) return 16;
    return images < 4000 ? 32 : 64;
  }

  private static Recipe train(Recipe recipe, int images) {
    TrainRecipe open = recipe.train();
    int batch = open.batch() > 0 ? open.batch() : batch(images);
    Recipe chosen = recipe.with("train.batch", "" + batch);
    if (open.epochs() == 0 && open.time() == null)
      chosen = chosen.with("train.epochs", images < FEW ? "60" : images < 20_000 ? "30" : "15");
    String optimiser = open.optimiser().equals("auto") ? "sgd" : open.optimiser();
    chosen = chosen.with("train.optimiser", optimiser);
    double rate = rate(optimiser, batch);
    if (open.rate() == 0) chosen = chosen.with("train.rate", "" + rate);
    boolean pretrained = recipe.model().pretrained();
    if (open.bodyRate() == null)
      chosen = chosen.with("train.body_rate", "" + (pretrained ? FINER : 1));
    if (open.headFirst() == null) {
      double share = pretrained && images < FEW_FOR_ALL ? HEAD_FIRST : 0;
      chosen = chosen.with("train.head_first", "" + share);
    }
    if (open.norms().equals("auto"))
      chosen = chosen.with("train.norms", pretrained && batch < STATISTICS ? "still" : "moving");
    if (open.threads() == 0)
      chosen = chosen.with("train.threads", "" + Runtime.getRuntime().availableProcessors());
    return chosen;
  }

  /** Larger for larger batches; LARS' is multiplied by its trust of 0.001. */
  static double rate(String optimiser, int batch) {
    double root = Math.sqrt(batch / 32.0);
    return switch (optimiser) {
      case "sgd" -> Math.min(0.4, 0.2 * root);
      case "lars" -> Math.min(10, 4 * root);
      case "lamb" -> Math.min(0.02, 0.01 * root);
      default -> 1e-3;
    };
  }

  /** A crop or a hole may take away the little that makes a rare picture what it is. */
  private static Recipe augment(Recipe recipe, Optional<Rare> rare) {
    AugmentRecipe open = recipe.augment();
    if (!open.preset().equals("auto")) return recipe;
    boolean small = recipe.model().size() <= SMALL_PX;
    Recipe chosen = recipe.with("augment.preset", small ? "small" : "photos");
    if (small || rare.isEmpty()) return chosen;
    if (open.crop() == null) chosen = chosen.with("augment.crop", "1");
    if (open.erase() == null) chosen = chosen.with("augment.erase", "0");
    return chosen;
  }

  private static Recipe sampler(Recipe recipe, Optional<Rare> rare) {
    TrainRecipe open = recipe.train();
    if (!open.sampler().equals("auto")) return recipe;
    boolean natural =
        rare.isEmpty() || !open.classWeights().equals("none") || open.loss().equals("focal");
    return recipe.with("train.sampler", natural ? "natural" : "balanced");
  }
}
