package dev.fovea.project.check;

import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.read.boxes.Flaw;
import dev.fovea.image.Box;
import dev.fovea.image.Canvas;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.image.Sheet;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Sheets;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples of each class and pictures with flaws, their boxes drawn; pairs that look the same. */
final class BoxSheet {
  private static final int COLUMNS = 5;
  private static final int CELL_PX = 256;
  private static final int MOST_CLASSES = 12;
  private static final int MOST_FLAWS = 15;
  private static final int MOST_PAIRS = 10;
  private static final int MOST_NAMED = 8;
  private static final int NAME = 30;
  private static final double TEXT_PX = 11;

  private final Checked checked;
  private final Classes classes;
  private final List<Example> examples = new ArrayList<>();
  private final List<Sheet.Cell> cells = new ArrayList<>();

  private BoxSheet(Checked checked) {
    this.checked = checked;
    classes = checked.data().classes();
    for (Split split : Split.values()) examples.addAll(checked.data().split(split));
  }

  static Picture of(Checked checked) {
    var sheet = new BoxSheet(checked);
    sheet.samples();
    sheet.flaws();
    sheet.pairs();
    return Sheets.check(sheet.cells, COLUMNS, CELL_PX);
  }

  /** A row a class, evenly taken from its pictures. */
  private void samples() {
    for (int c = 0; c < Math.min(MOST_CLASSES, classes.size()); c++) {
      int label = c;
      var all = examples.stream().filter(e -> e.truth().labels().contains(label)).toList();
      int n = Math.min(COLUMNS, all.size());
      for (int i = 0; i < n; i++) {
        Example example = all.get((int) ((i + 0.5) * all.size() / n));
        add(example, classes.name(label) + ": " + end(name(example)), false);
      }
      fill();
    }
  }

  /** A picture for each flaw, at most one of a kind more often than the others. */
  private void flaws() {
    var byId = new HashMap<String, Example>();
    for (Example example : examples) byId.put(example.id(), example);
    var seen = new LinkedHashMap<String, Flaw>();
    var taken = new HashMap<Flaw.Kind, Integer>();
    int most = Math.max(1, MOST_FLAWS / Math.max(1, checked.boxes().orElseThrow().counts().size()));
    for (Flaw flaw : checked.boxes().orElseThrow().flaws()) {
      if (!byId.containsKey(flaw.id()) || taken.getOrDefault(flaw.kind(), 0) >= most) continue;
      if (seen.putIfAbsent(flaw.id(), flaw) == null) taken.merge(flaw.kind(), 1, Integer::sum);
    }
    seen.forEach(
        (id, flaw) -> add(byId.get(id), flaw.kind().words(1) + "\n" + end(flaw.where()), true));
    fill();
  }

  private void pairs() {
    var pairs = checked.twins().pairs();
    for (int p = 0; p < Math.min(MOST_PAIRS, pairs.size()); p++) {
      Twins.Twin twin = pairs.get(p);
      String how = (p + 1) + ": " + (twin.same() ? "the same file" : twin.bits() + " of 256 bits");
      boolean warn = twin.leaks() || twin.contradicts();
      add(
          twin.first(),
          how + "\n" + twin.firstSplit().word() + " " + end(name(twin.first())),
          warn);
      add(
          twin.second(),
          "= " + how + "\n" + twin.secondSplit().word() + " " + end(name(twin.second())),
          warn);
      if (cells.size() % COLUMNS == COLUMNS - 1) fill();
    }
    fill();
  }

  private void add(Example example, String caption, boolean warn) {
    List<Thing> things = ((Truth.Objects) example.truth()).things();
    Image drawn;
    try {
      drawn = drawn(example.source().image(), things);
    } catch (ImageException _) {
      drawn = Canvas.blank(CELL_PX, CELL_PX, 0xdddddd).toImage();
    }
    cells.add(new Sheet.Cell(drawn, caption + "\n" + counts(things), warn));
  }

  /** The picture as large as a cell, with its boxes in the colours of their classes. */
  private Image drawn(Image image, List<Thing> things) {
    double scale = (double) CELL_PX / Math.max(image.width(), image.height());
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    Kernel kernel = scale < 1 ? Kernel.BILINEAR : Kernel.NEAREST;
    var canvas = Canvas.of(Resample.of(image, width, height, kernel));
    for (Thing thing : things) {
      Box box = thing.box();
      double x = box.left() * scale;
      double y = box.top() * scale;
      canvas.rectangle(
          x, y, box.width() * scale, box.height() * scale, thing.crowd() ? 1 : 2, colour(thing));
    }
    if (things.size() > MOST_NAMED) return canvas.toImage();
    for (Thing thing : things) {
      canvas.label(
          classes.name(thing.label()),
          thing.box().left() * scale,
          thing.box().top() * scale - 1.5 * TEXT_PX,
          TEXT_PX,
          colour(thing));
    }
    return canvas.toImage();
  }

  /** Hues as far from each other as the golden angle keeps them. */
  private static int colour(Thing thing) {
    return Color.HSBtoRGB((float) (0.02 + thing.label() * 0.381966), 0.85f, 0.95f) & 0xffffff;
  }

  private String counts(List<Thing> things) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Thing thing : things) counts.merge(thing.label(), 1, Integer::sum);
    if (counts.isEmpty()) return "nothing in it";
    var words = new ArrayList<String>();
    counts.forEach((label, n) -> words.add(n + " " + classes.name(label)));
    return String.join(", ", words);
  }

  /** The rest of a row stays empty. */
  private void fill() {
    while (cells.size() % COLUMNS != 0)
      cells.add(new Sheet.Cell(Canvas.blank(1, 1, 0xffffff).toImage(), "", false));
  }

  private static String name(Example example) {
    return example.id().substring(example.id().lastIndexOf('/') + 1);
  }

  private static String end(String text) {
    return text.length() <= NAME ? text : "\u2026" + text.substring(text.length() - NAME);
  }
}
