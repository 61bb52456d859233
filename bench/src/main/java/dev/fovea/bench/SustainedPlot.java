package dev.fovea.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the table of {@code bench/sustained}: pictures a second above, resident memory below, both
 * from 0 over the minutes.
 *
 * <p>Arguments: the CSV file and the PNG file to write. Prints a line of JSON when it is done.
 */
public final class SustainedPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 320;
  private static final double MINUTE = 60;

  private SustainedPlot() {}

  public static void main(String... args) throws IOException {
    List<String> table = Files.readAllLines(Path.of(args[0]));
    var rows = table.subList(1, table.size()).stream().map(row -> row.split(",", -1)).toList();
    double[] minutes = column(rows, 0);
    for (int i = 0; i < minutes.length; i++) minutes[i] /= MINUTE;
    var image = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    chart("pictures a second", minutes, column(rows, 2)).paint(pen, WIDTH, HEIGHT);
    pen.translate(0, HEIGHT);
    chart("resident memory, MB", minutes, column(rows, 3)).paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    ImageIO.write(image, "png", Path.of(args[1]).toFile());
    System.out.printf("{\"points\": %d}%n", rows.size());
  }

  private static double[] column(List<String[]> rows, int index) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
  }

  private static XYChart chart(String what, double[] minutes, double[] values) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("minutes")
            .yAxisTitle(what)
            .build();
    chart.getStyler().setLegendVisible(false).setChartTitleVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
    chart.addSeries(what, minutes, values).setMarker(SeriesMarkers.NONE);
    return chart;
  }
}
