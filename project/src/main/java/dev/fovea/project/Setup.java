package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.load.Sampler;
import dev.fovea.graph.Network;
import dev.fovea.image.AlphaRule;
import dev.fovea.image.Colours;
import dev.fovea.image.Crop;
import dev.fovea.image.Kernel;
import dev.fovea.image.Numbers;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resize;
import dev.fovea.image.Shrink;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Processor;
import dev.fovea.train.Freeze;
import dev.fovea.train.Manner;
import dev.fovea.train.Optimiser;
import dev.fovea.train.Part;
import dev.fovea.train.Plan;
import dev.fovea.train.Schedule;
import dev.fovea.train.StageRates;
import dev.fovea.train.Unfreeze;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Stem;
import dev.fovea.zoo.Zoo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** Turns a recipe with nothing left open into what training runs on. */
final class Setup {
  private static final int SAVE_SECONDS = 60;

  /** The grey around a picture that is fitted in whole: ImageNet's mean. */
  private static final int PAD = 114;

  private Setup() {}

  /** Stretched, or the middle of a picture that was resized. */
  static Preprocess preprocess(ModelRecipe model) {
    int size = model.size();
    int width = model.widthPx();
    Kernel kernel =
        model.kernel().equals("auto")
            ? Kernel.BILINEAR
            : Kernel.valueOf(model.kernel().toUpperCase(Locale.ROOT));
    int shorter = model.resize() > 0 ? model.resize() : Choices.resize(size);
    Resize resize =
        switch (model.fit()) {
          case "stretch" -> new Resize.Stretch(size, width, kernel, true);
          case "letterbox" -> new Resize.Letterbox(size, width, PAD, 1, true, kernel, true);
          default -> new Resize.Shortest(shorter, kernel, true);
        };
    return new Preprocess(
        model.channels() == 1 ? Colours.GREY : Colours.RGB,
        new AlphaRule.Over(255, 255, 255),
        resize,
        new Crop(size, width),
        new Numbers(1, model.mean(), model.deviation()),
        new Shrink(model.shrink()));
  }

  /**
   * The network of a recipe.
   *
   * @param own one that the weights bring; else the zoo draws it
   */
  static Network network(ModelRecipe model, Dataset data, Optional<Network> own) {
    int classes = data.classes().size();
    if (own.isPresent()) return OwnGraph.network(own.get(), model, classes);
    Options options = Options.of(classes).withChannels(model.channels()).withSize(model.size());
    if (model.stem().equals("small")) options = options.withStem(Stem.SMALL);
    if (model.dropout() != null) options = options.withDropout(model.dropout());
    if (model.stochasticDepth() != null)
      options = options.withStochasticDepth(model.stochasticDepth());
    return Zoo.network(model.name(), options);
  }

  static Part.Settings part(TrainRecipe train, Network network) {
    var frozen = new ArrayList<>(train.freeze());
    if (train.norms().equals("still")) frozen.addAll(Freeze.norms(network));
    return new Part.Settings(
            optimiser(train), train.accumulate(), train.clip(), train.ema(), frozen)
        .with(new StageRates(bodyRate(train), train.layerDecay(), unfreeze(train)));
  }

  private static double bodyRate(TrainRecipe train) {
    return train.bodyRate() == null ? 1 : train.bodyRate();
  }

  static Unfreeze unfreeze(TrainRecipe train) {
    return train.headFirst() == null
        ? Unfreeze.NONE
        : new Unfreeze(train.headFirst(), train.gradual());
  }

  /** Refuses a device or a precision that is not there. */
  static Manner manner(TrainRecipe train) {
    boolean cuda = Devices.of(train.device()).is_cuda();
    boolean there = cuda || Processor.here().bf16();
    return new Manner(train.sharpness(), precision(train.precision(), there))
        .withCheckpoint(train.checkpoint());
  }

  /**
   * @param there whether the device multiplies bf16 by itself
   */
  static Precision precision(String word, boolean there) {
    if (word.equals("bf16") && !there)
      throw new RecipeException(
          "train.precision: bf16 was asked for, but this processor cannot multiply bf16 by itself"
              + " and would take many times as long as in float32; say float32 or auto");
    return there && !word.equals("float32") ? Precision.BF16 : Precision.FLOAT32;
  }

  private static Optimiser optimiser(TrainRecipe train) {
    double rate = train.rate();
    double momentum = train.momentum();
    double decay = train.weightDecay();
    return switch (train.optimiser()) {
      case "sgd" -> new Optimiser.Sgd(rate, momentum, momentum > 0, decay);
      case "adamw" -> Optimiser.AdamW.of(rate, decay);
      case "lars" -> Optimiser.Lars.of(rate, momentum, decay);
      case "muon" -> Optimiser.Muon.of(rate, decay);
      case "lamb" -> Optimiser.Lamb.of(rate, decay);
      default -> throw new RecipeException("train.optimiser: there is no " + train.optimiser());
    };
  }

  static Sampler sampler(TrainRecipe train) {
    return train.sampler().equals("balanced") ? Sampler.BALANCED : Sampler.NATURAL;
  }

  /** How much the loss looks away from easy pictures. */
  static double gamma(TrainRecipe train) {
    return train.loss().equals("focal") ? train.focalGamma() : 0;
  }

  static Plan plan(TrainRecipe train) {
    Schedule schedule =
        switch (train.schedule()) {
          case "onecycle" -> new Schedule.OneCycle(train.warmup(), 25, 1000);
          case "cosine" -> new Schedule.WarmUp(train.warmup(), new Schedule.Cosine(0));
          case "step" -> new Schedule.WarmUp(train.warmup(), new Schedule.Steps(3, 0.1));
          default -> new Schedule.WarmUp(train.warmup(), new Schedule.Constant());
        };
    Duration budget = train.time() == null ? null : Time.of(train.time());
    return new Plan(
        train.epochs(),
        budget,
        schedule,
        train.patience(),
        Duration.ofSeconds(SAVE_SECONDS),
        train.seed());
  }
}
