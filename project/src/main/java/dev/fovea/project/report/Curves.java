package dev.fovea.project.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss, scores and learning rate over the epochs, one plot each. */
public final class Curves {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 310;

  /** The legend stands below the plot up to so many lines, else beside it. */
  private static final int MOST_BELOW = 4;

  /** Lines behind these are grey and have no name. */
  private static final int MOST_NAMED = 12;

  private Curves() {}

  /** Training and validation loss. */
  public static Picture loss(List<EpochRow> rows) {
    var lines = new LinkedHashMap<String, Line>();
    lines.put("training", new Line(rows, EpochRow::trainLoss));
    lines.put("validation", new Line(rows, EpochRow::valLoss));
    return plot("the plot of losses", "loss", lines);
  }

  /** What the training loss is made of, a line each. */
  public static Picture parts(List<EpochRow> rows) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> names.addAll(row.trainParts().keySet()));
    var lines = new LinkedHashMap<String, Line>();
    for (String name : names)
      lines.put(name, new Line(rows, row -> row.trainParts().getOrDefault(name, Double.NaN)));
    return plot("the plot of the parts of the loss", "training loss", lines);
  }

  /** Every validation score; scores are shares, 0 to 1. */
  public static Picture scores(List<EpochRow> rows) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> names.addAll(row.valScores().keySet()));
    var lines = new LinkedHashMap<String, Line>();
    for (String name : names) {
      lines.put(name, new Line(rows, row -> row.valScores().getOrDefault(name, Double.NaN)));
    }
    return plot("the plot of scores", "validation score", lines);
  }

  /** The learning rate at the end of each epoch. */
  public static Picture learningRate(List<EpochRow> rows) {
    var lines = new LinkedHashMap<String, Line>();
    lines.put("rate", new Line(rows, EpochRow::learningRate));
    return plot("the plot of the learning rate", "learning rate", lines);
  }

  /**
   * One score of several runs, a line each.
   *
   * @param runs by name, in the order of the legend; those behind the twelfth are grey
   */
  public static Picture runs(String score, SequencedMap<String, List<EpochRow>> runs) {
    var lines = new LinkedHashMap<String, Line>();
    runs.forEach((name, rows) ->
        lines.put(name, new Line(rows, row -> row.valScores().getOrDefault(score, Double.NaN))));
    return plot("the plot of " + score, "validation " + score, lines);
  }

  /** Numbers over epochs. */
  private record Line(List<EpochRow> rows, ToDoubleFunction<EpochRow> value) {
    double[] epochs() {
      return rows.stream().mapToDouble(EpochRow::epoch).toArray();
    }

    double[] values() {
      return rows.stream().mapToDouble(value).toArray();
    }
  }

  private static Picture plot(String what, String axis, Map<String, Line> lines) {
    lines.values().removeIf(line -> Arrays.stream(line.values()).allMatch(Double::isNaN));
    if (lines.isEmpty()) return Picture.lost(what + " has no number to show yet");
    return Picture.drawn(what, () -> draw(axis, lines));
  }

  private static BufferedImage draw(String axis, Map<String, Line> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .yAxisTitle(axis)
            .xAxisTitle("epoch")
            .build();
    ChartStyle.apply(chart, lines.size() > 1);
    if (lines.size() > MOST_BELOW) ChartStyle.legendAside(chart);
    int epochs = 0;
    int colour = 0;
    for (var line : lines.entrySet()) {
      double[] xs = line.getValue().epochs();
      epochs = Math.max(epochs, xs.length);
      var series = chart.addSeries(line.getKey(), xs, line.getValue().values());
      boolean named = colour < MOST_NAMED;
      Color ink = named ? Ink.LINES.get(colour % Ink.LINES.size()) : Ink.RULE;
      colour++;
      series.setLineColor(ink);
      series.setMarkerColor(ink);
      series.setShowInLegend(named);
      series.setLineStyle(named && colour > Ink.LINES.size() ? Ink.DASHED : Ink.SOLID);
      series.setMarker(xs.length <= 25 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    if (epochs > 12) roundTicks(chart, lines);
    var image =
        new BufferedImage(WIDTH * Ink.SCALE, HEIGHT * Ink.SCALE, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    Ink.prepare(pen);
    chart.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  /**
   * XChart labels every n-th of evenly spaced values (1, 20, 39...), round numbers otherwise. One
   * unseen point between epochs makes them uneven.
   */
  private static void roundTicks(XYChart chart, Map<String, Line> lines) {
    double seen =
        lines.values().stream()
            .flatMapToDouble(line -> Arrays.stream(line.values()))
            .filter(value -> !Double.isNaN(value))
            .findFirst()
            .orElse(0);
    var unseen = chart.addSeries(" ", new double[] {0.5}, new double[] {seen});
    unseen.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setShowInLegend(false);
  }
}
