package dev.fovea.project;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.torch.Devices;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fills in what a recipe for a detector leaves open, once the data are known, and says so. */
final class DetectChoices {
  static final String NETWORK = "yolo-n";

  /** Pictures of one shape, within this, are not padded to squares. */
  private static final double SAME_RATIO = 0.02;

  private static final int FEW = 1000;

  private static final String OWN = "yolo-";

  private DetectChoices() {}

  static Choices of(Recipe recipe, Dataset data) {
    List<Example> training = data.split(Split.TRAIN);
    scorable(data);
    Look look = Look.at(training);
    Recipe whole = train(model(recipe, look, training), training.size());
    ModelRecipe model = whole.model();
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
            whole.train().time() == null
                ? whole.train().epochs()
                    + " epochs of "
                    + Math.max(1, training.size() / whole.train().batch())
                    + " steps"
                : "for " + whole.train().time()));
    double kept = DetectSize.small(training) * scale(model, look);
    if (kept < DetectSize.THING_PX / 2.0)
      sentences.add(
          String.format(
              Locale.ROOT,
              "one thing of twenty is smaller than %.0f px at this size, which is hard to find; a"
                  + " larger --size keeps more of it, at the price of time",
              Math.max(1, kept)));
    return new Choices(whole, sentences);
  }

  /** Refuses splits without a box: nothing could be learned, or no epoch be scored. */
  private static void scorable(Dataset data) {
    for (Split split : List.of(Split.TRAIN, Split.VAL))
      if (!data.split(split).isEmpty() && data.things(split) == 0)
        throw new DataException(
            "%s: none of %s %s has a box, crowds not counted; label more pictures, or deal them anew with --seed N or --set data.val=0.3"
                .formatted(
                    data.root(),
                    Counted.of(data.split(split).size(), "picture"),
                    split == Split.TRAIN ? "to learn from" : "to validate on"));
  }

  private static Recipe model(Recipe recipe, Look look, List<Example> training) {
    ModelRecipe open = recipe.model();
    String name = open.name().equals("auto") ? NETWORK : open.name();
    int step = Detectors.of(name, DetectorOptions.of(1)).stepPx();
    boolean cuda = Devices.of(recipe.train().device()).is_cuda();
    int size = open.size();
    int width = open.width();
    String fit = open.fit().equals("auto") ? "letterbox" : open.fit();
    if (size == 0) {
      double longer = look.medianPx() * Math.max(look.ratio(), 1 / look.ratio());
      int most = cuda ? DetectSize.MOST_PX : DetectSize.MOST_ON_CPU_PX;
      int side = DetectSize.of(training, longer, most, step);
      boolean same = width == 0 && look.sameRatio(SAME_RATIO) && fit.equals("letterbox");
      size = same && look.ratio() > 1 ? up(side / look.ratio(), step) : side;
      if (same) width = look.ratio() < 1 ? up(side * look.ratio(), step) : side;
    }
    int channels = open.channels() > 0 ? open.channels() : look.grey() ? 1 : 3;
    ChannelNumbers numbers = look.numbers(channels, size);
    Recipe chosen =
        recipe
            .with("model.name", name)
            .with("model.fit", fit)
            .with("model.size", "" + size)
            .with("model.width", "" + width)
            .with("model.kernel", open.kernel().equals("auto") ? "bilinear" : open.kernel())
            .with("model.channels", "" + channels)
            .with("model.stem", "published");
    if (open.mean() == null) chosen = chosen.with("model.mean", "" + numbers.mean());
    if (open.deviation() == null) chosen = chosen.with("model.deviation", "" + numbers.deviation());
    chosen.model().checkNumbers();
    return chosen;
  }

  private static Recipe train(Recipe recipe, int images) {
    TrainRecipe open = recipe.train();
    int batch = open.batch() > 0 ? open.batch() : images < FEW ? 8 : 16;
    Recipe chosen = recipe.with("train.batch", "" + batch);
    boolean own = recipe.model().name().startsWith(OWN) && !recipe.model().pretrained();
    String optimiser = open.optimiser();
    if (optimiser.equals("auto")) optimiser = own ? "muon" : "adamw";
    if (open.epochs() == 0 && open.time() == null) {
      String some = images < FEW && !optimiser.equals("muon") ? "100" : "60";
      chosen = chosen.with("train.epochs", images < 10_000 ? some : "30");
    }
    chosen = chosen.with("train.optimiser", optimiser);
    if (open.rate() == 0) chosen = chosen.with("train.rate", "" + rate(optimiser, batch, own));
    if (open.bodyRate() == null) chosen = chosen.with("train.body_rate", "1");
    if (open.headFirst() == null) chosen = chosen.with("train.head_first", "0");
    if (open.norms().equals("auto"))
      chosen = chosen.with("train.norms", still(recipe.model(), batch) ? "still" : "moving");
    if (open.sampler().equals("auto")) chosen = chosen.with("train.sampler", "natural");
    if (open.metric().equals("auto")) chosen = chosen.with("train.metric", "map");
    if (open.threads() == 0)
      chosen = chosen.with("train.threads", "" + Runtime.getRuntime().availableProcessors());
    if (recipe.augment().preset().equals("auto")) chosen = chosen.with("augment.preset", "boxes");
    if (recipe.data().splitSeed() == null)
      chosen = chosen.with("data.split_seed", "" + recipe.train().seed());
    return chosen;
  }

  /**
   * Batch norms keep the statistics of their weights where torchvision's do, and where a batch is
   * too small to tell better ones. Without weights there are none to keep, and a norm that starts
   * anew, in a neck or a head, has to learn its own.
   */
  private static boolean still(ModelRecipe model, int batch) {
    if (!model.pretrained()) return false;
    Drawing drawing = Detectors.of(model.name(), DetectorOptions.of(1));
    List<Node> nodes = drawing.network().nodes();
    if (nodes.stream().anyMatch(node -> node.op() instanceof Op.FrozenBatchNorm)) return true;
    String below = drawing.backbone().map(Drawing.Backbone::prefix).orElse("");
    return !below.isEmpty()
        && batch < Choices.STATISTICS
        && nodes.stream()
            .filter(node -> node.op() instanceof Op.BatchNorm)
            .allMatch(node -> node.weights().startsWith(below));
  }

  /**
   * A yolo that starts from nothing learns drawn objects soonest at 0.01 (batches of 8): with AdamW
   * map 0.09 after 3 epochs, and 0.07 at 0.004; 0.53 after 8, and 0.27 at 0.02; with Muon 0.33
   * after 4, 0.19 at 0.004 and 0.37 at 0.025, which after 7 are equal.
   *
   * @param own of the yolo family, from random weights
   */
  private static double rate(String optimiser, int batch, boolean own) {
    double root = Math.sqrt(batch / 16.0);
    return switch (optimiser) {
      case "sgd" -> 0.02 * root;
      case "adamw", "muon" -> own ? Math.min(0.02, 0.0141 * root) : 0.002 * root;
      default -> Choices.rate(optimiser, 32) * 2 * root;
    };
  }

  /** Pixels of the input by pixels of the pictures. */
  private static double scale(ModelRecipe model, Look look) {
    double height = look.medianPx() * Math.max(1, 1 / look.ratio());
    return Math.min(model.size() / height, model.widthPx() / (height * look.ratio()));
  }

  private static int up(double px, int step) {
    return Math.max(step, (int) Math.ceil(px / step - 0.01) * step);
  }
}
