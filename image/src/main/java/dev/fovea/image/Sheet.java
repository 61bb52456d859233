package dev.fovea.image;

import java.util.List;

/** Contact sheets: many pictures in a grid, each with some lines of text below. */
public final class Sheet {
  private static final int GAP_PX = 6;
  private static final double LINE = 1.3;
  private static final int PAPER = 0xffffff;
  private static final int INK = 0x222222;
  private static final int WARN = 0xc62828;

  private Sheet() {}

  /**
   * One place of the sheet.
   *
   * @param caption below the picture, in lines; those that are too long are shortened
   * @param warn draws a red frame and a red caption: look here
   */
  public record Cell(Image image, String caption, boolean warn) {}

  /**
   * A sheet of {@code columns} columns whose pictures fit into squares of {@code cellPx} pixels.
   */
  public static Image of(List<Cell> cells, int columns, int cellPx) {
    return of(cells, columns, cellPx, cellPx);
  }

  /** A sheet of {@code columns} columns whose pictures fit into rectangles of that size. */
  public static Image of(List<Cell> cells, int columns, int widePx, int highPx) {
    if (cells.isEmpty() || columns < 1 || widePx < 8 || highPx < 8) {
      throw new IllegalArgumentException(
          "sheet: expected pictures, at least 1 column and cells of 8 px, got %d pictures, %d columns, %d x %d px"
              .formatted(cells.size(), columns, widePx, highPx));
    }
    double textPx = Math.max(9, Math.min(14, widePx / 9.0));
    long lines = cells.stream().mapToLong(cell -> cell.caption().lines().count()).max().orElse(1);
    int rowPx = highPx + (int) Math.ceil(textPx * (0.3 + LINE * Math.max(1, lines))) + GAP_PX;
    int across = Math.min(columns, cells.size());
    int down = (cells.size() + columns - 1) / columns;
    var canvas = Canvas.blank(GAP_PX + across * (widePx + GAP_PX), GAP_PX + down * rowPx, PAPER);
    for (int i = 0; i < cells.size(); i++) {
      draw(
          canvas,
          cells.get(i),
          GAP_PX + i % columns * (widePx + GAP_PX),
          GAP_PX + i / columns * rowPx,
          widePx,
          highPx,
          textPx);
    }
    return canvas.toImage();
  }

  private static void draw(
      Canvas canvas, Cell cell, int x, int y, int widePx, int highPx, double textPx) {
    Image small = fit(cell.image(), widePx, highPx);
    int left = x + (widePx - small.width()) / 2;
    int top = y + (highPx - small.height()) / 2;
    canvas.paste(small, left, top);
    if (cell.warn()) {
      canvas.rectangle(left - 1, top - 1, small.width() + 2, small.height() + 2, 3, WARN);
    }
    double below = y + highPx + textPx * 0.2;
    for (String line : cell.caption().lines().toList()) {
      String caption = shorten(canvas, line, widePx, textPx);
      double middle = x + Math.max(0, (widePx - canvas.textWidth(caption, textPx)) / 2);
      canvas.text(caption, middle, below, textPx, cell.warn() ? WARN : INK);
      below += LINE * textPx;
    }
  }

  /**
   * A picture as large as a rectangle allows. Small ones grow by whole factors, so that their
   * pixels stay squares.
   */
  public static Image fit(Image image, int widePx, int highPx) {
    double scale = Math.min((double) widePx / image.width(), (double) highPx / image.height());
    if (scale >= 1) {
      int times = (int) scale;
      return Resample.of(image, image.width() * times, image.height() * times, Kernel.NEAREST);
    }
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    return Resample.of(image, width, height, Kernel.BILINEAR);
  }

  private static String shorten(Canvas canvas, String text, int widthPx, double textPx) {
    if (canvas.textWidth(text, textPx) <= widthPx) {
      return text;
    }
    int letters = text.length();
    while (letters > 1
        && canvas.textWidth(text.substring(0, letters) + "\u2026", textPx) > widthPx) {
      letters--;
    }
    return text.substring(0, letters) + "\u2026";
  }
}
