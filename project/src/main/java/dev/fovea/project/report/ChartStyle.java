package dev.fovea.project.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** How all charts look. */
public final class ChartStyle {
  private ChartStyle() {}

  /** The common looks, with a legend below the plot or none. */
  public static void apply(XYChart chart, boolean legend) {
    Font small = Ink.font(12);
    var style = chart.getStyler();
    style.setChartBackgroundColor(Ink.PAPER).setPlotBackgroundColor(Ink.PAPER);
    style.setPlotBorderVisible(false).setChartTitleVisible(false).setChartPadding(10);
    style.setPlotGridLinesColor(Ink.RULE).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false);
    style.setAxisTickLabelsFont(small).setAxisTickLabelsColor(Ink.QUIET);
    style.setAxisTitleFont(small).setChartFontColor(Ink.TEXT);
    style.setLegendVisible(legend).setLegendFont(small);
    style
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setLegendBorderColor(Ink.PAPER).setLegendBackgroundColor(new Color(255, 255, 255, 0));
    style.setXAxisTickMarkSpacingHint(60).setYAxisTickMarkSpacingHint(44);
    style.setMarkerSize(5).setChartTitleFont(small);
    style.setXAxisDecimalPattern("0");
    style.setyAxisTickLabelsFormattingFunction(ChartStyle::shortNumber);
  }

  /** For more lines than fit below the plot. */
  public static void legendAside(XYChart chart) {
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setLegendLayout(Styler.LegendLayout.Vertical);
  }

  static String shortNumber(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-3 && size < 1e5);
    if (!plain) return "%.1e".formatted(value).replace("e-0", "e-");
    return "%.4f".formatted(value).replaceFirst("\\.?0+$", "");
  }
}
