package dev.fovea.project.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss, scores and learning rate over the epochs, one plot each. */
public final class Curves {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 310;

  private Curves() {}

  /** Training and validation loss. */
  public static Picture loss(List<EpochRow> rows) {
    var lines = new LinkedHashMap<String, double[]>();
    lines.put("training", column(rows, EpochRow::trainLoss));
    lines.put("validation", column(rows, EpochRow::valLoss));
    return plot("the plot of losses", "loss", rows, lines);
  }

  /** Every validation score; scores are shares, 0 to 1. */
  public static Picture scores(List<EpochRow> rows) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> names.addAll(row.valScores().keySet()));
    var lines = new LinkedHashMap<String, double[]>();
    for (String name : names) {
      lines.put(name, column(rows, row -> row.valScores().getOrDefault(name, Double.NaN)));
    }
    return plot("the plot of scores", "validation score", rows, lines);
  }

  /** The learning rate at the end of each epoch. */
  public static Picture learningRate(List<EpochRow> rows) {
    double[] rates = column(rows, EpochRow::learningRate);
    return plot("the plot of the learning rate", "learning rate", rows, Map.of("rate", rates));
  }

  private static double[] column(List<EpochRow> rows, ToDoubleFunction<EpochRow> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static Picture plot(
      String what, String axis, List<EpochRow> rows, Map<String, double[]> lines) {
    lines.values().removeIf(line -> Arrays.stream(line).allMatch(Double::isNaN));
    if (lines.isEmpty()) return Picture.lost(what + " has no number to show yet");
    double[] epochs = column(rows, EpochRow::epoch);
    return Picture.drawn(what, () -> draw(axis, epochs, lines));
  }

  private static BufferedImage draw(String axis, double[] epochs, Map<String, double[]> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .yAxisTitle(axis)
            .xAxisTitle("epoch")
            .build();
    style(chart, lines.size());
    int colour = 0;
    for (var line : lines.entrySet()) {
      var series = chart.addSeries(line.getKey(), epochs, line.getValue());
      series.setLineColor(Ink.LINES[colour % Ink.LINES.length]);
      series.setMarkerColor(Ink.LINES[colour++ % Ink.LINES.length]);
      series.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setMarker(epochs.length <= 25 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    if (epochs.length > 12) roundTicks(chart, lines);
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
  private static void roundTicks(XYChart chart, Map<String, double[]> lines) {
    double seen =
        lines.values().stream()
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .findFirst()
            .orElse(0);
    var unseen = chart.addSeries("start", new double[] {0.5}, new double[] {seen});
    unseen.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setShowInLegend(false);
  }

  private static void style(XYChart chart, int lines) {
    Font small = Ink.font(12);
    var style = chart.getStyler();
    style.setChartBackgroundColor(Ink.PAPER).setPlotBackgroundColor(Ink.PAPER);
    style.setPlotBorderVisible(false).setChartTitleVisible(false).setChartPadding(10);
    style.setPlotGridLinesColor(Ink.RULE).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false);
    style.setAxisTickLabelsFont(small).setAxisTickLabelsColor(Ink.QUIET);
    style.setAxisTitleFont(small).setChartFontColor(Ink.TEXT);
    style.setLegendVisible(lines > 1).setLegendFont(small);
    style
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setLegendBorderColor(Ink.PAPER).setLegendBackgroundColor(new Color(255, 255, 255, 0));
    style.setXAxisTickMarkSpacingHint(60).setYAxisTickMarkSpacingHint(44);
    style.setMarkerSize(5).setChartTitleFont(small);
    style.setXAxisDecimalPattern("0");
    style.setyAxisTickLabelsFormattingFunction(Curves::shortNumber);
  }

  private static String shortNumber(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-3 && size < 1e5);
    if (!plain) return "%.1e".formatted(value).replace("e-0", "e-");
    return "%.4f".formatted(value).replaceFirst("\\.?0+$", "");
  }
}
