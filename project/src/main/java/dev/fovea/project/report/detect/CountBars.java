package dev.fovea.project.report.detect;

import dev.fovea.project.report.Ink;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;

/** How many pictures hold how many boxes: a column for each number, or for a few together. */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record CountBars(long[] pictures) implements LabelPlots.Panel {
  private static final int LEFT = 56;
  private static final int TOP = 58;
  private static final int FOOT = 50;
  private static final int RIGHT = 16;
  private static final int MOST_COLUMNS = 60;
  private static final int LINES = 4;

  @Override
  public void paint(Graphics2D pen, int width, int height) {
    LabelPlots.title(pen, title());
    int together = (pictures.length + MOST_COLUMNS - 1) / MOST_COLUMNS;
    long[] columns = columns(Math.max(1, together));
    int wide = width - LEFT - RIGHT;
    int high = height - TOP - FOOT;
    long most = Math.max(1, Arrays.stream(columns).max().orElse(1));
    long step = step(most);
    long top = (most + step - 1) / step * step;
    pen.translate(LEFT, TOP);
    pen.setFont(Ink.font(11));
    FontMetrics metrics = pen.getFontMetrics();
    for (long value = 0; value <= top; value += step) {
      int y = (int) (high - high * value / top);
      pen.setColor(Ink.RULE);
      pen.drawLine(0, y, wide, y);
      pen.setColor(Ink.QUIET);
      String number = LabelPlots.number(value);
      pen.drawString(number, -8 - metrics.stringWidth(number), y + 4);
    }
    double column = (double) wide / columns.length;
    int every = (int) Math.ceil(34 / column);
    for (int i = 0; i < columns.length; i++) {
      int x = (int) Math.round(i * column + column * 0.08);
      int bar = Math.max(1, (int) Math.round(column * 0.84));
      int tall = columns[i] == 0 ? 0 : (int) Math.max(1, high * columns[i] / top);
      pen.setColor(Ink.BLUE);
      pen.fillRect(x, high - tall, bar, tall);
      if (i % every != 0) continue;
      pen.setColor(Ink.QUIET);
      String number = Integer.toString(i * Math.max(1, together));
      int at = together > 1 ? x : x + (bar - metrics.stringWidth(number)) / 2;
      pen.drawString(number, at, high + 16);
    }
    pen.setColor(Ink.TEXT);
    pen.drawString(
        together > 1 ? "boxes, " + together + " numbers a column" : "boxes", 0, high + 36);
    pen.drawString("pictures", -LEFT + 16, -12);
    pen.translate(-LEFT, -TOP);
  }

  private String title() {
    long all = Arrays.stream(pictures).sum();
    if (pictures[0] == 0) return "Boxes a picture";
    return "Boxes a picture; %s of %s hold none"
        .formatted(LabelPlots.number(pictures[0]), LabelPlots.number(all));
  }

  private long[] columns(int together) {
    var columns = new long[(pictures.length + together - 1) / together];
    for (int i = 0; i < pictures.length; i++) columns[i / together] += pictures[i];
    return columns;
  }

  /** 1, 2 or 5 times a power of ten, so that there are about four lines. */
  private static long step(long most) {
    long step = 1;
    while (true) {
      for (long times : new long[] {1, 2, 5}) if (step * times * LINES >= most) return step * times;
      step *= 10;
    }
  }
}
