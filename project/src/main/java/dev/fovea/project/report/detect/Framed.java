package dev.fovea.project.report.detect;

import dev.fovea.image.BoxMark;
import dev.fovea.image.BoxPen;
import dev.fovea.image.Canvas;
import dev.fovea.image.Image;
import dev.fovea.image.Sheet;
import java.util.List;

/** Pictures brought to a size first and drawn on then, so that lines and letters are alike. */
final class Framed {
  private static final double HIGHEST = 1.4;

  private Framed() {}

  /**
   * At most {@code widePx} wide and 1.4 times as high, as RGB; small pictures grow by whole
   * factors.
   */
  static Image of(Image image, List<BoxMark> marks, int widePx, BoxPen pen) {
    Image small = Sheet.fit(image, widePx, (int) (HIGHEST * widePx));
    double across = (double) small.width() / image.width();
    double down = (double) small.height() / image.height();
    var canvas = Canvas.of(small);
    pen.forMarks(marks.size())
        .draw(canvas, marks.stream().map(mark -> mark.scaled(across, down)).toList());
    return canvas.toImage();
  }

  /** Two pictures of one size side by side. */
  static Image beside(Image left, Image right, int gapPx) {
    var canvas =
        Canvas.blank(
            left.width() + gapPx + right.width(),
            Math.max(left.height(), right.height()),
            0xffffff);
    return canvas.paste(left, 0, 0).paste(right, left.width() + gapPx, 0).toImage();
  }

  /** How high the highest of some pictures is once they are that wide; never higher than wide. */
  static int highest(List<Sheet.Cell> cells, int widePx) {
    double ratio =
        cells.stream()
            .mapToDouble(cell -> (double) cell.image().height() / cell.image().width())
            .max()
            .orElseThrow();
    return (int) Math.ceil(widePx * Math.clamp(ratio, 0.1, 1));
  }
}
