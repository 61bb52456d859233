package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.Targets;
import dev.fovea.task.classify.calibrate.Calibrate;
import dev.fovea.task.classify.calibrate.CrossFit;
import dev.fovea.task.classify.calibrate.Temperature;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Calibration;
import dev.fovea.task.classify.metric.Hits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * How a run's model answers, fitted to the validation pictures.
 *
 * @param postprocess what the model keeps
 * @param evaluation of the same pictures, answered so
 * @param before calibration of the network as it was trained
 * @param metrics of the evaluation; where thresholds were chosen also {@code
 *     balanced_accuracy_crossfit} or {@code f1_macro_crossfit}: on pictures that did not choose
 * @param sentences what was fitted, and how far to trust it
 */
record Calibrated(
    ClassifyPostprocess postprocess,
    Evaluation evaluation,
    Calibration before,
    SequencedMap<String, Double> metrics,
    List<String> sentences) {

  /** The fit for a run's data and recipe, to be made on outputs. */
  static Calibrate fit(Recipe recipe, Dataset data) {
    ClassifyPostprocess plain = Targets.of(data).postprocess();
    boolean rare =
        plain.decision() instanceof Decision.Best
            && data.classes().size() == 2
            && recipe.train().metric().equals("balanced_accuracy");
    if (!rare) return Calibrate.of(plain);
    int[] counts = data.counts(Split.TRAIN);
    int label = counts[0] < counts[1] ? 0 : 1;
    boolean even =
        recipe.train().sampler().equals("balanced")
            || recipe.train().classWeights().equals("balanced");
    double share = (double) Math.max(1, counts[label]) / Math.max(2, counts[0] + counts[1]);
    return new Calibrate(plain, OptionalInt.of(label), even ? 0.5 : share);
  }

  static Calibrated of(Recipe recipe, Dataset data, Outputs outputs) {
    Calibrate fit = fit(recipe, data);
    ClassifyPostprocess kept = fit.of(outputs);
    var evaluation = Evaluation.of(outputs, kept, Bootstrap.DEFAULT);
    Calibration before = Evaluation.of(outputs, fit.plain(), Bootstrap.NONE).scores().calibration();
    SequencedMap<String, Double> metrics = ClassifyJudge.finite(evaluation.scores());
    var sentences = new ArrayList<String>();
    sentences.add(temperature(kept.temperature(), before, evaluation.scores().calibration()));
    List<Integer> chosen = fit.chosen(outputs);
    if (!chosen.isEmpty()) {
      Hits fair = CrossFit.of(fit, outputs);
      boolean several = kept.multiLabel();
      metrics.put(
          several ? "f1_macro_crossfit" : "balanced_accuracy_crossfit",
          several ? fair.f1Macro() : fair.balancedAccuracy());
    }
    sentences.addAll(thresholds(kept, data, outputs, chosen, metrics));
    return new Calibrated(kept, evaluation, before, metrics, sentences);
  }

  /** What the temperature did, or that none can do anything. */
  static String temperature(double temperature, Calibration before, Calibration after) {
    String number = AnswerWords.number(temperature);
    if (Temperature.unbounded(temperature))
      return "No temperature fits the probabilities to the validation pictures: how confident the"
          + " model is says nothing of whether it is right, so do not go by it ("
          + number
          + ", the highest there is, makes the probabilities nearly even)";
    return String.format(
        Locale.ROOT,
        "Temperature %s fits the probabilities to the validation pictures: their calibration"
            + " error (ece) went from %.3f to %.3f",
        number,
        before.ece(),
        after.ece());
  }

  private static List<String> thresholds(
      ClassifyPostprocess kept,
      Dataset data,
      Outputs outputs,
      List<Integer> chosen,
      SequencedMap<String, Double> metrics) {
    return switch (kept.decision()) {
      case Decision.Best _ -> List.of();
      case Decision.Positive positive -> {
        String name = data.classes().name(positive.label());
        String said = name + " is answered from a probability of ";
        said += AnswerWords.number(positive.threshold()) + " on: ";
        yield List.of(
            chosen.isEmpty()
                ? said + tooFew(outputs, positive.label(), data)
                : said
                    + "the threshold of the highest balanced accuracy on the validation pictures,"
                    + flattered(metrics.get("balanced_accuracy_crossfit")));
      }
      case Decision.Each _ when chosen.isEmpty() -> List.of();
      case Decision.Each each ->
          List.of(
              "%d of %d classes are answered from a threshold of their own, that of the highest F1"
                      .formatted(chosen.size(), each.thresholds().size())
                  + " on the validation pictures,"
                  + flattered(metrics.get("f1_macro_crossfit")));
    };
  }

  private static String flattered(double fair) {
    return String.format(
        Locale.ROOT,
        " whose score above is flattered by that; on parts of them that did not choose it is %.4f",
        fair);
  }

  /** Which of two classes shows too few pictures: the one that shows fewer. */
  private static String tooFew(Outputs outputs, int label, Dataset data) {
    long with = outputs.examples().stream().filter(e -> e.truth().labels().contains(label)).count();
    long without = outputs.examples().size() - with;
    return "%d validation pictures of %s are too few to choose by"
        .formatted(
            Math.min(with, without), with <= without ? "it" : data.classes().name(1 - label));
  }
}
