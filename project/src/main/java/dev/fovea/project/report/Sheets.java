package dev.fovea.project.report;

import dev.fovea.image.BoxMark;
import dev.fovea.image.BoxPen;
import dev.fovea.image.Canvas;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.image.Sheet;
import java.util.List;
import java.util.Locale;

/** The contact sheets of a run, as PNG. */
public final class Sheets {
  private static final int TRAINING_CELL_PX = 112;
  private static final int BOXES_CELL_PX = 320;
  private static final BoxPen PEN = new BoxPen(1.5, 11);
  private static final int WORST_CELL_PX = 168;
  private static final int CHECK_CELL_PX = 144;
  private static final int WORST_COLUMNS = 5;

  private Sheets() {}

  /** Augmented training images, 8 in a row. */
  public static Picture training(List<Seen> images) {
    var cells =
        images.stream().map(seen -> new Sheet.Cell(seen.image(), seen.label(), false)).toList();
    return sheet("the sheet of training images", cells, 8, TRAINING_CELL_PX);
  }

  /** Augmented training images with their boxes {@link #drawn}, {@code columns} in a row. */
  public static Picture boxes(List<Seen> images, int columns) {
    var cells =
        images.stream().map(seen -> new Sheet.Cell(seen.image(), seen.label(), false)).toList();
    return sheet("the sheet of training images", cells, columns, BOXES_CELL_PX);
  }

  /** An image as large as {@link #boxes} shows it, with boxes in its pixels drawn on it. */
  public static Image drawn(Image image, List<BoxMark> marks) {
    double times = (double) BOXES_CELL_PX / Math.max(image.width(), image.height());
    int width = Math.max(1, (int) Math.round(image.width() * times));
    int height = Math.max(1, (int) Math.round(image.height() * times));
    var canvas = Canvas.of(Resample.of(image, width, height, Kernel.BILINEAR));
    PEN.forMarks(marks.size())
        .draw(canvas, marks.stream().map(mark -> mark.scaled(times, times)).toList());
    return canvas.toImage();
  }

  /**
   * Validation images, worst first, 5 in a row, each with the name of its file, the truth, and the
   * answer with its confidence; those that were answered wrongly are framed.
   */
  public static Picture worst(List<Judged> images) {
    var cells = images.stream().map(Sheets::cell).toList();
    return sheet("the sheet of the hardest images", cells, WORST_COLUMNS, WORST_CELL_PX);
  }

  /** What was found in data, row by row. */
  public static Picture check(List<Sheet.Cell> cells, int columns) {
    return check(cells, columns, CHECK_CELL_PX);
  }

  /** The same, in cells of that many pixels. */
  public static Picture check(List<Sheet.Cell> cells, int columns, int cellPx) {
    return sheet("the sheet of the data", cells, columns, cellPx);
  }

  private static Sheet.Cell cell(Judged judged) {
    boolean wrong = judged.wrong();
    return new Sheet.Cell(judged.image(), caption(judged), wrong);
  }

  /** The name of the file, the truth, and the answer with its confidence, a line each. */
  static String caption(Judged judged) {
    return String.format(
        Locale.ROOT,
        "%s\n%s\n→ %s %.0f %%",
        judged.file().substring(judged.file().lastIndexOf('/') + 1),
        judged.truth(),
        judged.answer(),
        100 * judged.confidence());
  }

  private static Picture sheet(String what, List<Sheet.Cell> cells, int columns, int cellPx) {
    if (cells.isEmpty()) return Picture.lost(what + " has no image to show");
    return Picture.encoded(what, () -> Encode.png(Sheet.of(cells, columns, cellPx)));
  }
}
