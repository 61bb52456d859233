package dev.fovea.project.report.detect;

import dev.fovea.image.Classes;
import dev.fovea.project.report.ChartStyle;
import dev.fovea.project.report.Ink;
import dev.fovea.project.report.Picture;
import dev.fovea.task.detect.metric.Curve;
import dev.fovea.task.detect.metric.Curves;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Precision against recall, and what precision, recall and F1 are from each confidence on: a thin
 * line a class, and their mean. Up to ten classes have colours and names; more are grey. A dashed
 * line is the confidence where the mean F1 is highest.
 */
public final class CurvePlots {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 330;
  private static final int MOST_NAMED = 10;
  private static final int COLOURS = 5;
  private static final int LEGEND_PX = 430;
  private static final int LONGEST_NAME = 18;
  private static final Color CROWD = new Color(0xd0d5da);
  private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);
  private static final BasicStroke FINE =
      new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke THIN =
      new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke THICK =
      new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke HINT =
      new BasicStroke(
          1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 3}, 0);

  private final Classes classes;
  private final Curves curves;

  /** Of the validation pictures; the classes are those of the labels. */
  public CurvePlots(Classes classes, Curves curves) {
    this.classes = classes;
    this.curves = curves;
  }

  /** The best precision at each recall or beyond; the area below a line is map50. */
  public Picture precisionAtRecall() {
    return plot("recall", "precision", Curve::precisionAtRecall, false);
  }

  /** F1 from each confidence on. */
  public Picture f1() {
    return plot("confidence", "F1", Curve::f1, true);
  }

  /** Precision from each confidence on. */
  public Picture precision() {
    return plot("confidence", "precision", Curve::precision, true);
  }

  /** Recall from each confidence on. */
  public Picture recall() {
    return plot("confidence", "recall", Curve::recall, true);
  }

  private Picture plot(
      String across, String upright, Function<Curve, double[]> values, boolean chosen) {
    String what = "the plot of " + upright + " against " + across;
    if (curves.classes().isEmpty()) return Picture.lost(what + " has nothing to find to show");
    return Picture.drawn(what, () -> draw(across, upright, values, chosen));
  }

  private BufferedImage draw(
      String across, String upright, Function<Curve, double[]> values, boolean chosen) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(across)
            .yAxisTitle(upright)
            .build();
    ChartStyle.apply(chart, true);
    chart.getStyler().setXAxisDecimalPattern("0.0").setXAxisMin(0.0).setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    boolean named = curves.classes().size() <= MOST_NAMED;
    for (int i = 0; i < curves.classes().size(); i++) {
      Curve curve = curves.classes().get(i);
      String name = (i + 1) + " " + classes.name(curve.label());
      XYSeries series = line(chart, name, values.apply(curve));
      series.setLabel(shortened(classes.name(curve.label())));
      series.setShowInLegend(named);
      style(series, named ? Ink.LINES.get(i % COLOURS) : CROWD, named ? THIN : FINE);
      if (named && i >= COLOURS) series.setLineStyle(Ink.DASHED);
    }
    if (curves.classes().size() > 1) {
      XYSeries mean = line(chart, "mean", values.apply(curves.mean()));
      mean.setLabel(named ? "mean" : "mean of " + curves.classes().size() + " classes");
      style(mean, named ? Ink.TEXT : Ink.BLUE, THICK);
    }
    double confidence = curves.best().confidence();
    if (chosen && !Double.isNaN(confidence)) {
      double[] twice = {confidence, confidence};
      XYSeries best = chart.addSeries("best", twice, new double[] {0, 1});
      best.setLabel(String.format(Locale.ROOT, "best F1 from %.2f", confidence));
      style(best, Ink.ORANGE, HINT);
    }
    roundTicks(chart);
    if (legendPx(chart) > LEGEND_PX) ChartStyle.legendAside(chart);
    BufferedImage image = Ink.blank(WIDTH, HEIGHT);
    var pen = Ink.onPaper(image, WIDTH, HEIGHT);
    chart.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  /**
   * XChart labels every n-th of evenly spaced values, 0.095 as 0.1; one unseen point between them
   * makes them uneven, and the labels round numbers.
   */
  private static void roundTicks(XYChart chart) {
    XYSeries unseen = chart.addSeries(" ", new double[] {1e-4}, new double[] {0});
    unseen.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setShowInLegend(false);
  }

  /** How wide the legend would be in one row: a line, a gap and a name for each. */
  private static double legendPx(XYChart chart) {
    double width = 0;
    for (XYSeries series : chart.getSeriesMap().values())
      if (series.isShowInLegend())
        width += 44 + Ink.font(12).getStringBounds(series.getLabel(), SMOOTH).getWidth();
    return width;
  }

  private static String shortened(String name) {
    if (name.codePointCount(0, name.length()) <= LONGEST_NAME) return name;
    return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)).stripTrailing() + "…";
  }

  private static XYSeries line(XYChart chart, String name, double[] values) {
    double[] xs = new double[values.length];
    Arrays.setAll(xs, i -> (double) i / (values.length - 1));
    return chart.addSeries(name, xs, values);
  }

  private static void style(XYSeries series, Color colour, BasicStroke stroke) {
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    series.setLineStyle(stroke);
  }
}
