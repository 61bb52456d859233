package dev.fovea.project.report;

import dev.fovea.train.RateCurve;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss over rising learning rates, and the rate where it falls fastest. */
public final class RatePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;

  /** How far above the first smoothed loss the plot shows: what diverges leaves it. */
  private static final double ROOM = 1.3;

  private RatePlot() {}

  /**
   * @param suggested rate, or NaN for none
   */
  public static Picture of(List<RateCurve.Point> points, double suggested) {
    if (points.size() < 2) return Picture.lost("the plot of rates has too few points to show");
    return Picture.drawn("the plot of rates", () -> draw(points, suggested));
  }

  private static BufferedImage draw(List<RateCurve.Point> points, double suggested) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("learning rate")
            .yAxisTitle("training loss")
            .build();
    ChartStyle.apply(chart, true);
    double lowest = points.stream().mapToDouble(RateCurve.Point::smoothed).min().orElseThrow();
    double top = ROOM * points.getFirst().smoothed();
    double bottom = Math.max(0, lowest - (top - lowest) / 10);
    chart.getStyler().setXAxisDecimalPattern("0.#######").setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(bottom).setYAxisMax(top);
    double[] rates = points.stream().mapToDouble(RateCurve.Point::rate).toArray();
    double[] losses = points.stream().mapToDouble(p -> shown(p.loss(), bottom, top)).toArray();
    double[] smoothed =
        points.stream().mapToDouble(p -> shown(p.smoothed(), bottom, top)).toArray();
    XYSeries dots = chart.addSeries("each update", rates, losses);
    dots.setMarker(SeriesMarkers.CIRCLE).setLineStyle(SeriesLines.NONE);
    dots.setMarkerColor(Ink.RULE.darker());
    line(chart.addSeries("smoothed", rates, smoothed), 0);
    if (!Double.isNaN(suggested)) {
      String name = "falls fastest at " + String.format(Locale.ROOT, "%.2g", suggested);
      double[] twice = {suggested, suggested};
      line(chart.addSeries(name, twice, new double[] {bottom, top}), 1);
    }
    BufferedImage image = Ink.blank(WIDTH, HEIGHT);
    var pen = Ink.onPaper(image, WIDTH, HEIGHT);
    chart.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  /** What lies outside of the plot is not drawn. */
  private static double shown(double loss, double bottom, double top) {
    return loss >= bottom && loss <= top ? loss : Double.NaN;
  }

  private static void line(XYSeries series, int colour) {
    series.setMarker(SeriesMarkers.NONE).setLineColor(Ink.LINES.get(colour));
    series.setLineStyle(Ink.SOLID);
  }
}
