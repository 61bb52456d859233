package dev.fovea.project.check;

import dev.fovea.data.Broken;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.image.Canvas;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Sheet;
import dev.fovea.project.Names;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Sheets;
import java.util.ArrayList;
import java.util.List;

/** Samples of each class, pairs that look the same side by side, what is broken. */
final class CheckSheet {
  private static final int COLUMNS = 8;
  private static final int MOST_CLASSES = 12;
  private static final int MOST_PAIRS = 16;
  private static final int MOST_BROKEN = 16;
  private static final int LEAST_PX = 128;
  private static final int NAME = 16;

  private final Checked checked;
  private final List<Sheet.Cell> cells = new ArrayList<>();

  private CheckSheet(Checked checked) {
    this.checked = checked;
  }

  static Picture of(Checked checked) {
    var sheet = new CheckSheet(checked);
    sheet.samples();
    sheet.pairs();
    sheet.broken();
    return Sheets.check(sheet.cells, COLUMNS);
  }

  /** A row a class, evenly taken from its pictures. */
  private void samples() {
    var data = checked.data();
    for (int c = 0; c < Math.min(MOST_CLASSES, data.classes().size()); c++) {
      int label = c;
      List<Example> all = new ArrayList<>();
      for (Split split : Split.values())
        for (Example e : data.split(split)) if (e.truth().labels().contains(label)) all.add(e);
      int n = Math.min(COLUMNS, all.size());
      for (int i = 0; i < n; i++) {
        Example example = all.get((int) ((i + 0.5) * all.size() / n));
        add(example, data.classes().name(label), false);
      }
      fill();
    }
  }

  private void pairs() {
    var pairs = checked.twins().pairs();
    for (int p = 0; p < Math.min(MOST_PAIRS, pairs.size()); p++) {
      Twins.Twin twin = pairs.get(p);
      boolean warn = twin.leaks() || twin.contradicts();
      String how = (p + 1) + ": " + (twin.same() ? "the same file" : twin.bits() + " of 256 bits");
      add(twin.first(), how + "\n" + words(twin.first(), twin.firstSplit()), warn);
      add(twin.second(), "= " + how + "\n" + words(twin.second(), twin.secondSplit()), warn);
    }
    fill();
  }

  private String words(Example example, Split split) {
    String of = Names.of(checked.data().classes(), example.truth().labels());
    return split.word() + ", " + of + "\n" + end(example.id());
  }

  private void broken() {
    for (Broken broken :
        checked.broken().subList(0, Math.min(MOST_BROKEN, checked.broken().size())))
      cells.add(
          new Sheet.Cell(
              Canvas.blank(LEAST_PX, LEAST_PX, 0xdddddd).toImage(),
              "broken\n" + end(broken.id()),
              true));
  }

  private void add(Example example, String caption, boolean warn) {
    try {
      Image small = example.source().glance(LEAST_PX).small();
      cells.add(new Sheet.Cell(small, caption, warn));
    } catch (ImageException _) {
      cells.add(
          new Sheet.Cell(Canvas.blank(LEAST_PX, LEAST_PX, 0xdddddd).toImage(), caption, warn));
    }
  }

  /** The rest of a row stays empty. */
  private void fill() {
    while (cells.size() % COLUMNS != 0)
      cells.add(new Sheet.Cell(Canvas.blank(1, 1, 0xffffff).toImage(), "", false));
  }

  private static String end(String id) {
    return id.length() <= NAME ? id : "\u2026" + id.substring(id.length() - NAME);
  }
}
