package dev.fovea.project.report.detect;

import dev.fovea.image.Classes;
import dev.fovea.task.detect.metric.BoxRow;
import dev.fovea.task.detect.metric.BoxScores;
import dev.fovea.task.detect.metric.Curve;
import dev.fovea.task.detect.metric.Curves;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One class in the table; scores are shares, 0 to 1, and NaN for a class that is nowhere.
 *
 * @param pictures validation pictures that hold it
 * @param boxes how many of it had to be found
 * @param precision from the chosen confidence on
 * @param recall from the chosen confidence on
 */
public record BoxClassLine(
    String name,
    long pictures,
    long boxes,
    double map50,
    double map,
    double precision,
    double recall,
    double f1) {

  /**
   * A line for each class.
   *
   * @param withClass how many validation pictures hold each class, {@code [classes]}
   */
  public static List<BoxClassLine> of(
      Classes classes, BoxScores scores, Curves curves, long[] withClass) {
    Map<Integer, Curve> byLabel =
        curves.classes().stream().collect(Collectors.toMap(Curve::label, Function.identity()));
    double confidence = curves.best().confidence();
    return scores.rows().stream()
        .map(
            row -> line(classes, row, byLabel.get(row.label()), confidence, withClass[row.label()]))
        .toList();
  }

  private static BoxClassLine line(
      Classes classes, BoxRow row, Curve curve, double confidence, long pictures) {
    return new BoxClassLine(
        classes.name(row.label()),
        pictures,
        row.truths(),
        row.map50(),
        row.map(),
        at(curve, Curve::precision, confidence),
        at(curve, Curve::recall, confidence),
        at(curve, Curve::f1, confidence));
  }

  private static double at(Curve curve, Function<Curve, double[]> values, double confidence) {
    if (curve == null || Double.isNaN(confidence)) return Double.NaN;
    double[] all = values.apply(curve);
    return all[(int) Math.round(confidence * (all.length - 1))];
  }
}
