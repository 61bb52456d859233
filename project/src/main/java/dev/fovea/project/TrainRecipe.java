package dev.fovea.project;

import java.util.List;

/**
 * How to train.
 *
 * @param epochs passes over the training pictures; 0 leaves it open
 * @param time budget instead of epochs, e.g. {@code 10m}; or nothing
 * @param batch pictures a step; 0 leaves it open
 * @param optimiser {@code sgd} (Nesterov) or {@code adamw}
 * @param rate learning rate; 0 leaves it open
 * @param momentum of sgd
 * @param weightDecay of weights; never of norms and biases
 * @param schedule {@code onecycle}, {@code cosine}, {@code step} or {@code constant}
 * @param warmup share of the run in which the rate rises
 * @param labelSmoothing share of the truth spread over all classes
 * @param classWeights {@code none} or {@code balanced}
 * @param clip largest norm of the gradient; 0 for no clipping
 * @param accumulate batches summed into one update
 * @param ema decay of the moving average of weights; 0 for none
 * @param freeze prefixes of tensors that do not learn
 * @param patience epochs without a better score before the run ends; 0 for never
 * @param seed decides everything that is left to chance
 * @param device {@code auto}, {@code cpu}, {@code cuda}
 * @param threads of libtorch; 0 for one a core
 */
public record TrainRecipe(
    int epochs,
    String time,
    int batch,
    String optimiser,
    double rate,
    double momentum,
    double weightDecay,
    String schedule,
    double warmup,
    double labelSmoothing,
    String classWeights,
    double clip,
    int accumulate,
    double ema,
    List<String> freeze,
    int patience,
    long seed,
    String device,
    int threads) {
  static final TrainRecipe AUTO =
      new TrainRecipe(
          0,
          null,
          0,
          "sgd",
          0,
          0.9,
          5e-4,
          "onecycle",
          0.2,
          0.1,
          "none",
          0,
          1,
          0,
          List.of(),
          0,
          0,
          "auto",
          0);

  public TrainRecipe {
    Needs.atLeast("train.epochs", epochs, 0);
    if (time != null) Time.of(time);
    Needs.atLeast("train.batch", batch, 0);
    Needs.oneOf("train.optimiser", optimiser, "sgd", "adamw");
    Needs.between("train.rate", rate, 0, 100);
    Needs.between("train.momentum", momentum, 0, 0.9999);
    Needs.between("train.weight_decay", weightDecay, 0, 10);
    Needs.oneOf("train.schedule", schedule, "onecycle", "cosine", "step", "constant");
    Needs.between("train.warmup", warmup, 0, 0.9);
    Needs.between("train.label_smoothing", labelSmoothing, 0, 0.9);
    Needs.oneOf("train.class_weights", classWeights, "none", "balanced");
    Needs.between("train.clip", clip, 0, 1e9);
    Needs.atLeast("train.accumulate", accumulate, 1);
    Needs.between("train.ema", ema, 0, 0.99999);
    freeze = freeze == null ? List.of() : List.copyOf(freeze);
    Needs.atLeast("train.patience", patience, 0);
    Needs.there("train.device", device);
    Needs.between("train.threads", threads, 0, 1024);
  }
}
