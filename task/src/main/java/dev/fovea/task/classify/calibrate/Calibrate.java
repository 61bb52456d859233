package dev.fovea.task.classify.calibrate;

import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import dev.fovea.task.classify.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Fits a model's answers to what its network says of pictures that it did not learn from: first the
 * temperature, then thresholds of the probabilities that follow. Of several labels each gets the
 * threshold of its highest F1; of two uneven classes the rare one gets that of the highest balanced
 * accuracy. A label with fewer than 10 pictures, or fewer than 10 without it, keeps the threshold
 * that it has: what two pictures choose is chance.
 *
 * @param plain how the model answers unfitted
 * @param rare of two classes the one that gets a threshold, where one does
 * @param start its threshold where there are too few pictures to choose one
 */
public record Calibrate(ClassifyPostprocess plain, OptionalInt rare, double start) {
  /** Fewer pictures choose no threshold. */
  public static final int FEW = 10;

  /** The temperature alone, or thresholds of several labels as well. */
  public static Calibrate of(ClassifyPostprocess plain) {
    return new Calibrate(plain, OptionalInt.empty(), 0.5);
  }

  /** Whether so many pictures show this label, and do not show it, that they choose a threshold. */
  public boolean chooses(Outputs outputs, int label) {
    int all = outputs.examples().size();
    int with = (int) IntStream.range(0, all).filter(i -> outputs.truth(i).contains(label)).count();
    return with >= FEW && all - with >= FEW;
  }

  /** How the model answers best. */
  public ClassifyPostprocess of(Outputs outputs) {
    return of(outputs, outputs);
  }

  /** Fitted to some of the outputs; all of them say which thresholds are chosen at all. */
  ClassifyPostprocess of(Outputs some, Outputs all) {
    ClassifyPostprocess scaled = plain.withTemperature(Temperature.of(some, plain.activation()));
    return scaled.withDecision(
        switch (plain.decision()) {
          case Decision.Each each -> each(each, scaled, some, all);
          case Decision.Best best ->
              rare.isEmpty() ? best : positive(rare.getAsInt(), scaled, some, all);
          case Decision.Positive chosen -> positive(chosen.label(), scaled, some, all);
        });
  }

  private Decision positive(int label, ClassifyPostprocess scaled, Outputs some, Outputs all) {
    double threshold =
        chooses(all, label) ? threshold(label, scaled, some, Threshold::balancedAccuracy) : start;
    return new Decision.Positive(label, threshold);
  }

  private Decision each(
      Decision.Each plain, ClassifyPostprocess scaled, Outputs some, Outputs all) {
    var thresholds = new ArrayList<Double>();
    for (int c = 0; c < plain.thresholds().size(); c++)
      thresholds.add(
          chooses(all, c) ? threshold(c, scaled, some, Threshold::f1) : plain.thresholds().get(c));
    return new Decision.Each(thresholds);
  }

  private static double threshold(
      int label, ClassifyPostprocess scaled, Outputs outputs, Threshold.Worth worth) {
    int n = outputs.examples().size();
    var probabilities = new double[n];
    var positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      probabilities[i] = scaled.probabilities(outputs.logits().get(i))[label];
      positive[i] = outputs.truth(i).contains(label);
    }
    return Threshold.best(probabilities, positive, worth);
  }

  /** The labels whose thresholds were chosen. */
  public List<Integer> chosen(Outputs outputs) {
    return switch (plain.decision()) {
      case Decision.Each each ->
          IntStream.range(0, each.thresholds().size())
              .filter(c -> chooses(outputs, c))
              .boxed()
              .toList();
      case Decision.Best _, Decision.Positive _ ->
          rare.stream().filter(c -> chooses(outputs, c)).boxed().toList();
    };
  }
}
