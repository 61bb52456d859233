package dev.fovea.project.report;

import dev.fovea.task.classify.metric.Calibration;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * How often answers of a probability are right, beside the probability itself (Niculescu-Mizil and
 * Caruana 2005). A point on the diagonal says what is true; below it the network is surer than it
 * may be. Grey before, blue after temperature scaling; the larger the point, the more answers.
 */
public final class ReliabilityPlot {
  private static final int SIDE = 320;
  private static final int LEFT = 56;
  private static final int TOP = 16;
  private static final int FOOT = 84;
  private static final int RIGHT = 20;
  private static final double SMALLEST = 2.5;
  private static final double LARGEST = 8;

  private ReliabilityPlot() {}

  /** Draws both calibrations of the same answers. */
  public static Picture of(Calibration before, Calibration after) {
    return Picture.drawn("the reliability plot", () -> draw(before, after));
  }

  private static BufferedImage draw(Calibration before, Calibration after) {
    int width = LEFT + SIDE + RIGHT;
    int height = TOP + SIDE + FOOT;
    BufferedImage image = Ink.blank(width, height);
    Graphics2D pen = Ink.onPaper(image, width, height);
    pen.translate(LEFT, TOP);
    axes(pen);
    line(pen, before, Ink.QUIET);
    line(pen, after, Ink.BLUE);
    legend(pen, 0, "before", before, Ink.QUIET);
    legend(pen, SIDE / 2, "after scaling", after, Ink.BLUE);
    pen.dispose();
    return image;
  }

  private static void axes(Graphics2D pen) {
    pen.setFont(Ink.font(11));
    for (int i = 0; i <= 5; i++) {
      int at = SIDE * i / 5;
      pen.setColor(Ink.RULE);
      pen.drawLine(0, SIDE - at, SIDE, SIDE - at);
      pen.drawLine(at, 0, at, SIDE);
      pen.setColor(Ink.QUIET);
      String number = String.format(Locale.ROOT, "%.1f", i / 5.0);
      int wide = pen.getFontMetrics().stringWidth(number);
      pen.drawString(number, at - wide / 2, SIDE + 16);
      pen.drawString(number, -8 - wide, SIDE - at + 4);
    }
    pen.drawLine(0, SIDE, SIDE, 0);
    pen.setColor(Ink.TEXT);
    pen.drawString("probability of the answer", 0, SIDE + 36);
    pen.rotate(-Math.PI / 2);
    pen.drawString("share that is right", -SIDE, -38);
    pen.rotate(Math.PI / 2);
  }

  private static void line(Graphics2D pen, Calibration calibration, Color colour) {
    long most = calibration.bins().stream().mapToLong(Calibration.Bin::examples).max().orElse(1);
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(1.6f));
    Calibration.Bin last = null;
    for (Calibration.Bin bin : calibration.bins()) {
      if (bin.examples() == 0) continue;
      if (last != null) pen.draw(new Line2D.Double(x(last), y(last), x(bin), y(bin)));
      double radius = Math.max(SMALLEST, LARGEST * Math.sqrt((double) bin.examples() / most));
      pen.fill(new Ellipse2D.Double(x(bin) - radius, y(bin) - radius, 2 * radius, 2 * radius));
      last = bin;
    }
  }

  private static double x(Calibration.Bin bin) {
    return SIDE * bin.confidence();
  }

  private static double y(Calibration.Bin bin) {
    return SIDE * (1 - bin.accuracy());
  }

  private static void legend(
      Graphics2D pen, int x, String name, Calibration calibration, Color colour) {
    pen.setColor(colour);
    pen.fill(new Ellipse2D.Double(x, SIDE + 54, 9, 9));
    pen.setColor(Ink.TEXT);
    pen.drawString(
        String.format(Locale.ROOT, "%s: ece %.3f", name, calibration.ece()), x + 15, SIDE + 63);
  }
}
