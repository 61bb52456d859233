package dev.fovea.image;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws boxes with labels that read on any background: a bright line lies on a wider dark one, and
 * words stand on a plate of the line's colour. Labels look for a place at their box where they
 * cover no other label; where there is none they are left out, those of the first marks last.
 *
 * @param strokePx how wide the lines are
 * @param textPx how high the letters are
 */
public record BoxPen(double strokePx, double textPx) {
  private static final double CASING = 1.6;
  private static final int DARK = 0x101214;
  private static final double CASING_OPACITY = 0.65;

  private static final double LEAST_TEXT = 11;

  /** So many labels cover what is to be seen, so letters are smaller from there on. */
  private static final int CROWD = 15;

  /** More labels than these cannot be read in one picture. */
  private static final int MOST_LABELS = 400;

  public BoxPen {
    if (!(strokePx > 0 && textPx > 0))
      throw new IllegalArgumentException(
          "a pen has a stroke and letters of more than 0 px, got " + strokePx + " and " + textPx);
  }

  /** Lines and letters in proportion to a picture of that size. */
  public static BoxPen fitting(int widthPx, int heightPx) {
    int longer = Math.max(widthPx, heightPx);
    return new BoxPen(Math.max(1.5, longer / 320.0), Math.max(LEAST_TEXT, longer / 46.0));
  }

  /** The same pen with smaller letters, where there are many marks. */
  public BoxPen forMarks(int count) {
    return count <= CROWD ? this : new BoxPen(strokePx, Math.max(LEAST_TEXT, 0.8 * textPx));
  }

  /** The picture as RGB with boxes, lines and letters in proportion to it. */
  public static Image draw(Image image, List<BoxMark> marks) {
    var canvas = Canvas.of(image);
    fitting(image.width(), image.height()).forMarks(marks.size()).draw(canvas, marks);
    return canvas.toImage();
  }

  /**
   * Draws on a canvas.
   *
   * @param marks the most important first: they lie on top, and their labels take the best places
   */
  public void draw(Canvas canvas, List<BoxMark> marks) {
    for (int i = marks.size() - 1; i >= 0; i--) line(canvas, marks.get(i));
    var taken = new ArrayList<Rectangle2D>();
    for (BoxMark mark : marks) {
      if (taken.size() == MOST_LABELS) break;
      if (!mark.words().isEmpty()) label(canvas, mark, taken);
    }
  }

  /** The line lies inside of the picture, whatever the box does. */
  private void line(Canvas canvas, BoxMark mark) {
    double inset = strokePx / 2 + CASING / 2;
    Box box = mark.box().clip(canvas.width(), canvas.height());
    double left = Math.min(Math.max(box.left(), inset), canvas.width() - inset);
    double top = Math.min(Math.max(box.top(), inset), canvas.height() - inset);
    double right = Math.max(left, Math.min(box.right(), canvas.width() - inset));
    double bottom = Math.max(top, Math.min(box.bottom(), canvas.height() - inset));
    var rectangle = new Rectangle2D.Double(left, top, right - left, bottom - top);
    var wide =
        new BasicStroke((float) (strokePx + CASING), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    canvas.fill(wide.createStrokedShape(rectangle), DARK, CASING_OPACITY);
    canvas.fill(stroke(mark.dashed()).createStrokedShape(rectangle), mark.rgb());
  }

  private BasicStroke stroke(boolean dashed) {
    float width = (float) strokePx;
    if (!dashed) return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    float[] dashes = {3.5f * width, 2.5f * width};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0);
  }

  private void label(Canvas canvas, BoxMark mark, List<Rectangle2D> taken) {
    double width = canvas.labelWidth(mark.words(), textPx);
    double height = Canvas.labelHeight(textPx);
    Box box = mark.box().clip(canvas.width(), canvas.height());
    double half = strokePx / 2;
    double[] columns = {box.left() - half, box.right() + half - width};
    double[] rows = {
      box.top() - half - height, box.top() - half, box.bottom() + half, box.bottom() + half - height
    };
    for (double row : rows)
      for (double column : columns) {
        double x = Math.max(0, Math.min(column, canvas.width() - width));
        double y = Math.max(0, Math.min(row, canvas.height() - height));
        if (row < -0.5 || row + height > canvas.height() + 0.5) continue;
        var place = new Rectangle2D.Double(x, y, width, height);
        if (taken.stream().anyMatch(place::intersects)) continue;
        canvas.label(mark.words(), x, y, textPx, mark.rgb());
        taken.add(place);
        return;
      }
  }
}
