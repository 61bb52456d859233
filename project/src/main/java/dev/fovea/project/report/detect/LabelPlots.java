package dev.fovea.project.report.detect;

import dev.fovea.project.report.Ink;
import dev.fovea.project.report.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** What the boxes of a data set are like: four plots, and all of them in one. */
public final class LabelPlots {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 340;

  private LabelPlots() {}

  /** One plot of the four, on {@link #WIDTH} x {@link #HEIGHT} of paper. */
  interface Panel {
    void paint(Graphics2D pen, int width, int height);
  }

  /** Boxes of each class, most first. */
  public static Picture boxes(LabelStats stats) {
    return one("the plot of boxes a class", boxesPanel(stats));
  }

  /** How many pictures hold how many boxes. */
  public static Picture together(LabelStats stats) {
    return one("the plot of boxes a picture", togetherPanel(stats));
  }

  /** Where in the picture boxes have their centre. */
  public static Picture places(LabelStats stats) {
    return one("the plot of places", placesPanel(stats));
  }

  /** How wide and how high boxes are, as shares of the picture. */
  public static Picture shapes(LabelStats stats) {
    return one("the plot of shapes", shapesPanel(stats));
  }

  /** All four in one picture, for a file. */
  public static Picture all(LabelStats stats) {
    var panels =
        List.of(boxesPanel(stats), togetherPanel(stats), placesPanel(stats), shapesPanel(stats));
    return Picture.drawn("the plots of labels", () -> draw(panels, 2));
  }

  private static Panel boxesPanel(LabelStats stats) {
    return new ClassBars(stats.names(), stats.boxes());
  }

  private static Panel togetherPanel(LabelStats stats) {
    return new CountBars(stats.together());
  }

  private static Panel placesPanel(LabelStats stats) {
    return new HeatSquare(
        "Where boxes have their centre",
        "from left to right of the picture",
        "from top to bottom",
        stats.places(),
        true);
  }

  private static Panel shapesPanel(LabelStats stats) {
    return new HeatSquare(
        "How wide and how high boxes are",
        "share of the picture's width",
        "share of its height",
        stats.shapes(),
        false);
  }

  private static Picture one(String what, Panel panel) {
    return Picture.drawn(what, () -> draw(List.of(panel), 1));
  }

  private static BufferedImage draw(List<Panel> panels, int columns) {
    int width = columns * WIDTH;
    int height = (panels.size() + columns - 1) / columns * HEIGHT;
    BufferedImage image = Ink.blank(width, height);
    Graphics2D pen = Ink.onPaper(image, width, height);
    for (int i = 0; i < panels.size(); i++) {
      int x = i % columns * WIDTH;
      int y = i / columns * HEIGHT;
      pen.translate(x, y);
      panels.get(i).paint(pen, WIDTH, HEIGHT);
      pen.translate(-x, -y);
    }
    pen.dispose();
    return image;
  }

  /** The words above a plot. */
  static void title(Graphics2D pen, String words) {
    pen.setFont(Ink.font(13));
    pen.setColor(Ink.TEXT);
    pen.drawString(words, 16, 22);
  }

  /** 1,234 or, from a million on, 1.2 M. */
  static String number(long count) {
    if (count < 1_000_000) return String.format(Locale.ROOT, "%,d", count);
    return String.format(Locale.ROOT, "%.1f M", count / 1e6);
  }
}
