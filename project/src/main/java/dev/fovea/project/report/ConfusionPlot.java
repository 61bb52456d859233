package dev.fovea.project.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * The confusion matrix as a picture: rows are the truth, columns the answers, colour the share of
 * the row. Hits are blue, mistakes orange, so that mistakes are seen first. Up to 30 classes every
 * class has its name and every cell its count; above, cells shrink and only some names are written.
 */
public final class ConfusionPlot {
  private static final int COUNTED = 30;
  private static final int LABEL_WIDTH = 190;
  private static final int MARGIN = 14;

  private final List<String> classes;
  private final long[][] counts;
  private final int cell;
  private final int every;
  private final Font font;
  private final Font countFont;

  private ConfusionPlot(List<String> classes, long[][] counts) {
    int k = classes.size();
    this.classes = classes;
    this.counts = counts;
    cell = k <= 6 ? 56 : k <= 12 ? 44 : k <= COUNTED ? 30 : Math.max(1, 780 / k);
    every = (int) Math.ceil(14.0 / cell);
    font = Ink.font(k <= 12 ? 12 : 11);
    countFont = Ink.font(k <= 12 ? 12 : 9);
  }

  /** Draws counts {@code [classes][classes]}, row the truth, column the answer. */
  public static Picture of(List<String> classes, long[][] counts) {
    boolean square = Arrays.stream(counts).allMatch(row -> row.length == classes.size());
    if (counts.length != classes.size() || !square || classes.isEmpty()) {
      throw new IllegalArgumentException(
          "confusion plot: expects %1$d rows of %1$d counts, one for each class, got %2$d rows"
              .formatted(classes.size(), counts.length));
    }
    return Picture.drawn(
        "the confusion matrix", () -> new ConfusionPlot(List.copyOf(classes), counts).draw());
  }

  private BufferedImage draw() {
    int side = cell * classes.size();
    int label = widestLabel();
    int left = MARGIN + label + 8;
    int top = MARGIN + label + 8;
    int width = left + side + MARGIN;
    int height = top + side + MARGIN;
    BufferedImage image = Ink.blank(width, height);
    Graphics2D pen = Ink.onPaper(image, width, height);
    pen.translate(left, top);
    for (int truth = 0; truth < classes.size(); truth++) row(pen, truth);
    grid(pen, side);
    labels(pen, label);
    corner(pen);
    pen.dispose();
    return image;
  }

  private void row(Graphics2D pen, int truth) {
    long sum = Math.max(1, Arrays.stream(counts[truth]).sum());
    for (int answer = 0; answer < counts.length; answer++) {
      long count = counts[truth][answer];
      if (count == 0) continue;
      double share = (double) count / sum;
      Color full = truth == answer ? Ink.BLUE : Ink.ORANGE;
      // A single mistake among thousands must still be seen.
      pen.setColor(Ink.tint(full, 0.1 + 0.9 * share));
      pen.fillRect(answer * cell, truth * cell, cell, cell);
      if (counts.length > COUNTED) continue;
      pen.setColor(share > 0.45 ? Ink.PAPER : Ink.TEXT);
      pen.setFont(countFont);
      String text = shortCount(count);
      FontMetrics metrics = pen.getFontMetrics();
      int x = answer * cell + (cell - metrics.stringWidth(text)) / 2;
      pen.drawString(text, x, middle(metrics, truth));
    }
  }

  private void grid(Graphics2D pen, int side) {
    pen.setColor(Ink.RULE);
    for (int i = 0; i <= classes.size(); i++) {
      if (classes.size() > COUNTED && i > 0 && i < classes.size()) continue;
      pen.drawLine(0, i * cell, side, i * cell);
      pen.drawLine(i * cell, 0, i * cell, side);
    }
  }

  private void labels(Graphics2D pen, int width) {
    pen.setFont(font);
    pen.setColor(Ink.TEXT);
    FontMetrics metrics = pen.getFontMetrics();
    for (int c = 0; c < classes.size(); c += every) {
      String name = Ink.fit(classes.get(c), metrics, width);
      pen.drawString(name, -8 - metrics.stringWidth(name), middle(metrics, c));
      pen.rotate(-Math.PI / 2);
      pen.drawString(name, 8, middle(metrics, c));
      pen.rotate(Math.PI / 2);
    }
  }

  /** What rows and columns are, in the empty corner between the names. */
  private void corner(Graphics2D pen) {
    pen.setColor(Ink.QUIET);
    FontMetrics metrics = pen.getFontMetrics();
    String columns = "answer →";
    String rows = "truth ↓";
    pen.drawString(columns, -8 - metrics.stringWidth(columns), -12 - metrics.getHeight());
    pen.drawString(rows, -8 - metrics.stringWidth(rows), -10);
  }

  private int middle(FontMetrics metrics, int row) {
    return row * cell + (cell + metrics.getAscent() - metrics.getDescent()) / 2;
  }

  private int widestLabel() {
    var probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    FontMetrics metrics = probe.getFontMetrics(font);
    int widest = 0;
    for (int c = 0; c < classes.size(); c += every) {
      widest = Math.max(widest, metrics.stringWidth(Ink.fit(classes.get(c), metrics, LABEL_WIDTH)));
    }
    probe.dispose();
    return Math.max(widest, 64);
  }

  /** 999, 12k, 3M: what fits a cell. */
  private String shortCount(long count) {
    if (count < 1000 || (count < 10_000 && cell >= 40)) return Long.toString(count);
    if (count < 1_000_000) return Math.round(count / 1e3) + "k";
    return Math.round(count / 1e6) + "M";
  }
}
