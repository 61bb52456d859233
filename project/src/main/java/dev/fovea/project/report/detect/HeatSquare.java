package dev.fovea.project.report.detect;

import dev.fovea.project.report.Ink;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;

/**
 * Counts of a square as blue of more or less strength; the strength grows with the root, so that
 * rare places are seen beside frequent ones.
 *
 * @param counts [n][n], n even; of few boxes four cells become one
 * @param down whether the first row is at the top
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record HeatSquare(String title, String across, String upright, long[][] counts, boolean down)
    implements LabelPlots.Panel {
  /** So few a cell, and single boxes are all that is seen. */
  private static final double LEAST_MEAN = 2;

  HeatSquare {
    long all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    if (all < LEAST_MEAN * counts.length * counts.length) counts = halved(counts);
  }

  private static long[][] halved(long[][] counts) {
    var halved = new long[counts.length / 2][counts.length / 2];
    for (int r = 0; r < counts.length; r++)
      for (int c = 0; c < counts.length; c++) halved[r / 2][c / 2] += counts[r][c];
    return halved;
  }

  private static final int TOP = 40;
  private static final int FOOT = 46;
  private static final int LEFT = 62;

  @Override
  public void paint(Graphics2D pen, int width, int height) {
    LabelPlots.title(pen, title);
    int side = height - TOP - FOOT;
    pen.translate(LEFT, TOP);
    cells(pen, side);
    axes(pen, side);
    scale(pen, side + 24, side);
    pen.translate(-LEFT, -TOP);
  }

  private long most() {
    return Math.max(1, Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(1));
  }

  private void cells(Graphics2D pen, int side) {
    long most = most();
    int n = counts.length;
    for (int r = 0; r < n; r++)
      for (int c = 0; c < n; c++) {
        if (counts[r][c] == 0) continue;
        int row = down ? r : n - 1 - r;
        int x = side * c / n;
        int y = side * row / n;
        pen.setColor(Ink.tint(Ink.BLUE, 0.12 + 0.88 * Math.sqrt((double) counts[r][c] / most)));
        pen.fillRect(x, y, side * (c + 1) / n - x, side * (row + 1) / n - y);
      }
    pen.setColor(Ink.RULE);
    pen.drawRect(0, 0, side, side);
  }

  private void axes(Graphics2D pen, int side) {
    pen.setFont(Ink.font(11));
    FontMetrics metrics = pen.getFontMetrics();
    String[] numbers = {"0", "0.5", "1"};
    pen.setColor(Ink.QUIET);
    for (int i = 0; i < numbers.length; i++) {
      int at = side * i / 2;
      int wide = metrics.stringWidth(numbers[i]);
      pen.drawString(numbers[i], at - wide / 2, side + 16);
      pen.drawString(numbers[i], -8 - wide, (down ? at : side - at) + 4);
    }
    pen.setColor(Ink.TEXT);
    pen.drawString(across, (side - metrics.stringWidth(across)) / 2, side + 34);
    pen.rotate(-Math.PI / 2);
    pen.drawString(upright, -(side + metrics.stringWidth(upright)) / 2, -38);
    pen.rotate(Math.PI / 2);
  }

  /** What the colours stand for. */
  private void scale(Graphics2D pen, int x, int side) {
    long most = most();
    int steps = 40;
    for (int i = 0; i < steps; i++) {
      pen.setColor(Ink.tint(Ink.BLUE, 0.12 + 0.88 * Math.sqrt((i + 0.5) / steps)));
      int y = side - side * (i + 1) / steps;
      pen.fillRect(x, y, 10, side - side * i / steps - y);
    }
    pen.setColor(Ink.QUIET);
    pen.drawString(LabelPlots.number(most), x + 16, 10);
    pen.drawString("1", x + 16, side);
    pen.setColor(Ink.TEXT);
    pen.drawString("boxes", x + 16, side / 2 + 4);
  }
}
