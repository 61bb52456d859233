package dev.fovea.project;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;

/**
 * How to train.
 *
 * @param epochs passes over the training pictures; 0 leaves it open
 * @param time budget instead of epochs, e.g. {@code 10m}; or nothing
 * @param batch pictures a step; 0 leaves it open; {@link #MAX_BATCH}, in words {@code max}, for as
 *     many as the memory holds, which is measured before training
 * @param sampler {@code auto} leaves it open; {@code natural}: each picture once an epoch; or
 *     {@code balanced}: each class as often as another, in an epoch as long
 * @param loss {@code cross_entropy} or {@code focal} (Lin et al. 2017)
 * @param focalGamma how much the focal loss looks away from easy pictures
 * @param labelSmoothing share of the truth spread over all classes
 * @param classWeights {@code none} or {@code balanced}
 * @param optimiser {@code sgd} (Nesterov), {@code adamw}, {@code muon}, {@code lars} or {@code
 *     lamb}; {@code auto} leaves it open
 * @param rate learning rate; 0 leaves it open
 * @param momentum of sgd
 * @param weightDecay of weights; never of norms and biases
 * @param layerDecay factor of the rate from one stage of the network to the one before it; 1 for
 *     the same rate everywhere
 * @param schedule {@code onecycle}, {@code cosine}, {@code step} or {@code constant}
 * @param warmup share of the run in which the rate rises
 * @param clip largest norm of the gradient; 0 for no clipping
 * @param sharpness radius of sharpness-aware minimisation (Foret et al. 2020); 0 for none
 * @param accumulate batches summed into one update
 * @param ema decay of the moving average of weights; 0 for none
 * @param freeze prefixes of tensors that do not learn
 * @param bodyRate factor of the rate of all stages but the head; nothing leaves it open
 * @param headFirst share of the run in which only the head learns, e.g. 0.25; nothing leaves it
 *     open
 * @param gradual share of the run behind that over which the other stages join one by one; 0 for
 *     all at once
 * @param norms {@code moving}: batch norms follow the pictures; {@code still}: they keep what the
 *     weights came with; {@code auto} leaves it open
 * @param metric the score that decides which epoch is best: {@code auto}, or a name of metrics.json
 *     of which more is better
 * @param patience epochs without a better score before the run ends; 0 for never
 * @param precision of training: {@code float32}, {@code bf16} or {@code auto}: bf16 where the
 *     device has it in hardware and is quicker with it; validation is in float32, as the model is
 *     used
 * @param checkpoint whether most activations are worked out again on the way back instead of kept:
 *     less memory, more time, the same gradients
 * @param seed decides everything that is left to chance
 * @param device {@code auto}, {@code cpu}, {@code cuda}
 * @param threads of libtorch; 0 for one a core
 */
public record TrainRecipe(
    int epochs,
    String time,
    @JsonDeserialize(using = BatchWord.Read.class) @JsonSerialize(using = BatchWord.Write.class)
        int batch,
    String sampler,
    String loss,
    double focalGamma,
    double labelSmoothing,
    String classWeights,
    String optimiser,
    double rate,
    double momentum,
    double weightDecay,
    double layerDecay,
    String schedule,
    double warmup,
    double clip,
    double sharpness,
    int accumulate,
    double ema,
    List<String> freeze,
    Double bodyRate,
    Double headFirst,
    double gradual,
    String norms,
    String metric,
    int patience,
    String precision,
    boolean checkpoint,
    long seed,
    String device,
    int threads) {
  static final double HIGHEST_RATE = 100;

  /** As many pictures as fit. */
  static final int MAX_BATCH = Integer.MAX_VALUE;

  public TrainRecipe {
    Needs.atLeast("train.epochs", epochs, 0);
    if (time != null) Time.of(time);
    Needs.atLeast("train.batch", batch, 0);
    Needs.oneOf("train.optimiser", optimiser, "auto", "sgd", "adamw", "muon", "lars", "lamb");
    Needs.between("train.rate", rate, 0, HIGHEST_RATE);
    Needs.between("train.momentum", momentum, 0, 0.9999);
    Needs.between("train.weight_decay", weightDecay, 0, 10);
    Needs.oneOf("train.schedule", schedule, "onecycle", "cosine", "step", "constant");
    Needs.between("train.warmup", warmup, 0, 0.9);
    Needs.between("train.label_smoothing", labelSmoothing, 0, 0.9);
    Needs.oneOf("train.class_weights", classWeights, "none", "balanced");
    Needs.oneOf("train.sampler", sampler, "auto", "natural", "balanced");
    if (sampler.equals("balanced") && classWeights.equals("balanced"))
      throw new RecipeException(
          "train.sampler: balanced and train.class_weights: balanced both make rare classes count"
              + " more, and together they would count twice; choose one");
    Needs.oneOf("train.loss", loss, "cross_entropy", "focal");
    Needs.between("train.focal_gamma", focalGamma, 0, 10);
    Needs.between("train.layer_decay", layerDecay, 0.01, 1);
    Needs.between("train.sharpness", sharpness, 0, 10);
    Needs.oneOf("train.precision", precision, "float32", "bf16", "auto");
    Needs.between("train.clip", clip, 0, 1e9);
    Needs.atLeast("train.accumulate", accumulate, 1);
    if (sharpness > 0 && accumulate > 1)
      throw new RecipeException(
          "train.sharpness looks around from the gradient of one batch, so it cannot be summed over "
              + accumulate
              + "; set train.accumulate to 1 and take a larger train.batch");
    Needs.between("train.ema", ema, 0, 0.99999);
    freeze = freeze == null ? List.of() : List.copyOf(freeze);
    if (bodyRate != null) Needs.between("train.body_rate", bodyRate, 1e-6, 1);
    if (headFirst != null) Needs.between("train.head_first", headFirst, 0, 0.9);
    Needs.between("train.gradual", gradual, 0, 0.9);
    double waits = headFirst == null ? 0 : headFirst;
    if (waits + gradual >= 1 || (gradual > 0 && headFirst != null && waits == 0))
      throw new RecipeException(
          "train.gradual follows train.head_first, and both must leave some of the run to all"
              + " stages: expected head_first above 0 and less than 1 in all, got "
              + waits
              + " and "
              + gradual);
    Needs.oneOf("train.norms", norms, "auto", "moving", "still");
    Needs.oneOf(
        "train.metric",
        metric,
        "auto",
        "top1",
        "top5",
        "balanced_accuracy",
        "f1_macro",
        "auroc",
        "map",
        "map50",
        "map75",
        "exact_match");
    Needs.atLeast("train.patience", patience, 0);
    Needs.there("train.device", device);
    Needs.between("train.threads", threads, 0, 1024);
  }
}
