package dev.fovea.project.report.detect;

import dev.fovea.data.Counted;
import dev.fovea.image.BoxPen;
import dev.fovea.image.Classes;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Sheet;
import dev.fovea.project.report.Picture;
import java.util.ArrayList;
import java.util.List;

/** Validation pictures twice: on the left what is there, on the right what was answered. */
final class Beside {
  private static final int MOST = 8;
  private static final int WIDE_PX = 640;
  private static final int GAP_PX = 8;
  private static final int CELL_PX = 400;
  private static final BoxPen PEN = new BoxPen(2.2, 15);

  private Beside() {}

  /**
   * Some pictures from all over the list, always the same; those that cannot be read any more are
   * passed over.
   *
   * @param confidence that an answer has at least
   */
  static List<Pair> of(List<Answered> pictures, double confidence, Classes classes) {
    var pairs = new ArrayList<Pair>();
    int count = Math.min(MOST, pictures.size());
    for (int i = 0; i < count; i++) {
      Answered picture = pictures.get((int) ((2L * i + 1) * pictures.size() / (2L * count)));
      picture.image().ifPresent(image -> pairs.add(pair(picture, image, confidence, classes)));
    }
    return pairs;
  }

  private static Pair pair(Answered picture, Image image, double confidence, Classes classes) {
    var answers = picture.from(confidence);
    String file = picture.example().id();
    return new Pair(
        new Looked(
            Framed.of(image, Marks.truth(picture.things(), classes), WIDE_PX, PEN),
            file,
            "truth: " + Counted.of(picture.things().size(), "thing")),
        new Looked(
            Framed.of(image, Marks.answers(answers), WIDE_PX, PEN),
            file,
            "answers: " + answers.size()));
  }

  /** All pairs as one PNG, two in a row. */
  static Picture sheet(List<Pair> pairs) {
    String what = "the sheet of answers beside truth";
    if (pairs.isEmpty()) return Picture.lost(what + " has no image to show");
    List<Sheet.Cell> cells =
        pairs.stream()
            .map(pair ->
                new Sheet.Cell(
                    Framed.beside(pair.truth().image(), pair.answers().image(), GAP_PX),
                    pair.truth().name()
                        + "   "
                        + pair.truth().words()
                        + "   "
                        + pair.answers().words(),
                    false))
            .toList();
    return Picture.encoded(
        what,
        () -> Encode.png(Sheet.of(cells, 2, 2 * CELL_PX, Framed.highest(cells, 2 * CELL_PX))));
  }
}
