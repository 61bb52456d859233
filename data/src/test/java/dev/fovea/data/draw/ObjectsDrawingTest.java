package dev.fovea.data.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsDrawingTest {
  @TempDir Path root;

  @Test
  void whatIsDrawnIsRead() {
    new ObjectsDrawing(96, 12, 4, 3, 5).write(root);
    Dataset data = Datasets.open(root, ReadOptions.forTraining().withBoxes());
    assertTrue(
        data.description().startsWith("COCO JSON: 6 classes, 19 images, "), data.description());
    assertTrue(data.description().endsWith(" boxes (train 12, val 4, test 3)"), data.description());
    assertEquals(
        List.of("circle", "cross", "heart", "square", "star", "triangle"), data.classes().names());
    assertEquals(List.of(), data.warnings());
    assertEquals("test/images/00000.png", data.split(Split.TEST).getFirst().id());
    for (Example example : data.split(Split.TRAIN)) {
      List<Thing> things = ((Truth.Objects) example.truth()).things();
      assertTrue(!things.isEmpty() && things.size() <= 8, things.size() + " things");
      for (Thing thing : things) {
        double box = thing.box().width() * thing.box().height();
        double pixels = (thing.box().width() + 1) * (thing.box().height() + 1);
        assertTrue(thing.areaPx() > 0.2 * box && thing.areaPx() <= pixels, thing.toString());
        assertTrue(thing.box().right() <= 96 && thing.box().bottom() <= 96, thing.toString());
      }
    }
  }

  @Test
  void theSeedDecides() {
    var drawing = new ObjectsDrawing(64, 9, 9, 9, 5);
    byte[] once = drawing.picture(Split.TRAIN, 7).image().bytes();
    assertArrayEquals(once, drawing.picture(Split.TRAIN, 7).image().bytes());
    var other = new ObjectsDrawing(64, 9, 9, 9, 6).picture(Split.TRAIN, 7);
    assertFalse(Arrays.equals(once, other.image().bytes()));
    assertFalse(Arrays.equals(once, drawing.picture(Split.VAL, 7).image().bytes()));
  }

  /** Small and large ones, seven in ten at the places that were asked for, little hidden. */
  @Test
  void sizesAndCountsVary() {
    var drawing = new ObjectsDrawing(192, 200, 0, 0, 1);
    int things = 0;
    int small = 0;
    int large = 0;
    for (int i = 0; i < 200; i++) {
      List<CocoFile.Annotation> truth = drawing.picture(Split.TRAIN, i).truth();
      things += truth.size();
      for (var a : truth) {
        double side = Math.max(a.mask().box().getWidth(), a.mask().box().getHeight());
        if (side < 32) small++;
        if (side > 72) large++;
      }
    }
    assertEquals(850, things, 120);
    assertTrue(
        small > 0.2 * things && large > 0.1 * things, small + ", " + large + " of " + things);
  }

  /** The pixels of each thing differ from those around it, whatever the colours. */
  @Test
  void thingsCanBeSeen() {
    int seen = 0;
    int all = 0;
    for (int i = 0; i < 60; i++) {
      var drawn = new ObjectsDrawing(128, 60, 0, 0, 2).picture(Split.TRAIN, i);
      for (var a : drawn.truth()) {
        all++;
        if (contrast(drawn, a.mask()) > 20) seen++;
      }
    }
    assertTrue(seen >= 0.97 * all, "seen " + seen + " of " + all);
  }

  private static double contrast(DrawnObjects drawn, Mask mask) {
    var box = mask.box().getBounds();
    double most = 0;
    for (int c = 0; c < 3; c++) {
      double in = 0;
      double out = 0;
      int outs = 0;
      for (int x = Math.max(0, box.x - 4); x < Math.min(128, box.x + box.width + 4); x++) {
        for (int y = Math.max(0, box.y - 4); y < Math.min(128, box.y + box.height + 4); y++) {
          int level = drawn.image().at(x, y, c);
          boolean inside = mask.columns().get(x * 128 + y);
          if (inside) in += level;
          else out += level;
          if (!inside) outs++;
        }
      }
      most = Math.max(most, Math.abs(in / mask.area() - out / outs));
    }
    return most;
  }

  @Test
  void refusesWhatItCannotDraw() {
    var e = assertThrows(DataException.class, () -> new ObjectsDrawing(63, 1, 1, 1, 1));
    assertEquals("pictures of objects are drawn from 64 to 2048 px wide, got 63", e.getMessage());
  }
}
