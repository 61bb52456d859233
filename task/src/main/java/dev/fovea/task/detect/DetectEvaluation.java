package dev.fovea.task.detect;

import dev.fovea.data.Thing;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.detect.metric.BoxConfusion;
import dev.fovea.task.detect.metric.BoxMetric;
import dev.fovea.task.detect.metric.BoxScores;
import dev.fovea.task.detect.metric.Curves;
import dev.fovea.task.detect.metric.Faults;
import dev.fovea.task.detect.metric.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * How good it is what was found.
 *
 * @param outputs what was found, from a score of {@link DetectOutputs#LEAST} on
 * @param scores COCO's numbers
 * @param curves precision, recall and F1 by confidence
 * @param confidence from which score on boxes are answered, 0 to 1
 * @param confusion of answers from the confidence on
 * @param faults misses and false alarms at that confidence, the worst picture first
 */
public record DetectEvaluation(
    DetectOutputs outputs,
    BoxScores scores,
    Curves curves,
    double confidence,
    BoxConfusion confusion,
    List<Faults> faults) {
  /** Where there is nothing to choose a confidence by. */
  private static final double USUAL = 0.25;

  private static final double OVERLAP = 0.5;

  /** Measures, and chooses the confidence by the best mean F1 of the classes. */
  public static DetectEvaluation of(DetectOutputs outputs, Classes classes, Bootstrap bootstrap) {
    return of(outputs, classes, bootstrap, OptionalDouble.empty());
  }

  /**
   * Measures.
   *
   * @param answering from which score on boxes are answered; empty to choose it by the best mean F1
   */
  public static DetectEvaluation of(
      DetectOutputs outputs, Classes classes, Bootstrap bootstrap, OptionalDouble answering) {
    List<Picture> pictures =
        IntStream.range(0, outputs.examples().size()).mapToObj(i -> picture(outputs, i)).toList();
    var metric = new BoxMetric(classes.size());
    metric.addAll(pictures);
    Curves curves = metric.curves();
    double confidence = answering.orElseGet(() -> chosen(curves));
    var confusion = new BoxConfusion(classes.size(), confidence, OVERLAP);
    pictures.forEach(confusion::add);
    return new DetectEvaluation(
        outputs,
        metric.scores(bootstrap),
        curves,
        confidence,
        confusion,
        metric.faults(confidence));
  }

  /** COCO's numbers alone. */
  public static BoxScores scores(DetectOutputs outputs, Classes classes) {
    var metric = new BoxMetric(classes.size());
    metric.addAll(
        IntStream.range(0, outputs.examples().size()).mapToObj(i -> picture(outputs, i)).toList());
    return metric.scores(Bootstrap.NONE);
  }

  /** The means of the classes where boxes are answered. */
  public Curves.Point answering() {
    return curves.at(confidence);
  }

  private static double chosen(Curves curves) {
    double best = curves.best().confidence();
    return Double.isNaN(best) ? USUAL : Math.max(DetectOutputs.LEAST, best);
  }

  /** All numbers for metrics.json; those of a class as {@code class/NAME/map50}. */
  public SequencedMap<String, Double> flat(Classes classes) {
    var flat = new LinkedHashMap<>(scores.flat());
    Curves.Point point = answering();
    put(flat, "confidence", point.confidence());
    put(flat, "precision", point.precision());
    put(flat, "recall", point.recall());
    put(flat, "f1", point.f1());
    scores
        .rows()
        .forEach(row -> {
          String before = "class/" + classes.name(row.label()) + "/";
          put(flat, before + "map", row.map());
          put(flat, before + "map50", row.map50());
          put(flat, before + "map75", row.map75());
        });
    return flat;
  }

  private static void put(SequencedMap<String, Double> flat, String name, double value) {
    if (Double.isFinite(value)) flat.put(name, value);
  }

  private static Picture picture(DetectOutputs outputs, int i) {
    var picture = new Picture();
    for (Thing thing : outputs.things(i))
      picture.truth(thing.label(), thing.box(), thing.crowd(), thing.areaPx());
    for (Detection found : outputs.found().get(i).found())
      picture.answer(found.label(), found.score(), found.box());
    return picture;
  }
}
