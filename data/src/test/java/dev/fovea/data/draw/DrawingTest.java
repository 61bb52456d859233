package dev.fovea.data.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.read.Datasets;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingTest {
  @TempDir Path root;

  @Test
  void writesClassFoldersThatCanBeOpened() {
    new Drawing(32, 48, 12, 24, 5).write(root.resolve("new"));
    var data = Datasets.open(root.resolve("new"));
    assertEquals(
        "class folders: 12 classes, 84 images (train 48, val 12, test 24)", data.description());
    assertTrue(Arrays.stream(data.counts(Split.TRAIN)).allMatch(c -> c == 4));
    assertTrue(
        data.classes().names().containsAll(Stream.of("letter-a", "moon", "checks").toList()));
    assertEquals(32, data.split(Split.VAL).getFirst().source().image().width());
  }

  @Test
  void theSeedDecidesEveryFile() throws IOException {
    var one = files(new Drawing(24, 24, 12, 0, 5), "one");
    assertArrayEquals(one, files(new Drawing(24, 24, 12, 0, 5), "again"));
    assertFalse(Arrays.equals(one, files(new Drawing(24, 24, 12, 0, 6), "other")));
    assertFalse(Files.exists(root.resolve("one/test")));
  }

  @Test
  void theMaskIsWhereTheMotifIs() {
    for (Motif motif : Motif.values()) {
      for (int i = 0; i < 20; i++) {
        var drawn = DrawnPicture.draw(motif, 64, Dice.of(3, i));
        var box = drawn.mask().box();
        assertTrue(drawn.mask().area() >= 60, motif + " of " + drawn.mask().area() + " pixels");
        double pixels = (box.getWidth() + 1) * (box.getHeight() + 1);
        assertTrue(pixels >= drawn.mask().area());
        assertTrue(box.getX() >= 0 && box.getMaxX() < 64 + 1e-9, box.toString());
        assertTrue(box.getY() >= 0 && box.getMaxY() < 64 + 1e-9, box.toString());
        int runs = drawn.mask().runs().stream().mapToInt(Integer::intValue).sum();
        assertEquals(64 * 64, runs);
      }
    }
  }

  @Test
  void aMaskIsThePixelsThatAreCoveredByHalf() {
    for (double at : new double[] {10, 10.2, 10.4, 9.6, 9.8}) {
      var mask = Mask.of(new Ellipse2D.Double(at, at, 8, 8), 64, 64);
      assertEquals(new Rectangle(10, 10, 8, 8), pixels(mask), "a circle at " + at);
      assertEquals(at, mask.box().getX(), 1e-9);
      assertEquals(at + 8, mask.box().getMaxY(), 1e-9);
    }
  }

  /** The smallest rectangle in whole pixels that holds all of a mask. */
  private static Rectangle pixels(Mask mask) {
    var box = new Rectangle(-1, -1);
    for (int i : mask.columns().stream().toArray())
      box.add(new Rectangle(i / mask.height(), i % mask.height(), 1, 1));
    return box;
  }

  /**
   * Over many pictures the pixels of the motif stand out from those beside it, whatever the
   * colours.
   */
  @Test
  void motifsCanBeSeen() {
    int seen = 0;
    for (int i = 0; i < 200; i++) {
      var drawn = DrawnPicture.draw(Motif.CIRCLE, 64, Dice.of(4, i));
      if (contrast(drawn) > 20) seen++;
    }
    assertTrue(seen >= 196, "seen " + seen + " of 200");
  }

  @Test
  void refusesWhatItCannotDraw() {
    PictureFiles.text(root.resolve("full/x.txt"), "x");
    said(
        root.resolve("full") + " is not empty; give a new folder to draw into",
        () -> Drawing.demo(1).write(root.resolve("full")));
    said("pictures are drawn from 16 to 2048 px wide, got 8", () -> new Drawing(8, 1, 1, 1, 1));
    said(
        "expected counts of pictures, got train 0, val 0, test 0",
        () -> new Drawing(64, 0, 0, 0, 1));
  }

  /** The largest difference of mean level between motif and ground over the three channels. */
  private static double contrast(DrawnPicture drawn) {
    double most = 0;
    for (int c = 0; c < 3; c++) {
      double in = 0;
      double out = 0;
      for (int x = 0; x < 64; x++) {
        for (int y = 0; y < 64; y++) {
          int level = drawn.image().at(x, y, c);
          if (drawn.mask().columns().get(x * 64 + y)) in += level;
          else out += level;
        }
      }
      int area = drawn.mask().area();
      most = Math.max(most, Math.abs(in / area - out / (64 * 64 - area)));
    }
    return most;
  }

  private static void said(String message, Runnable call) {
    assertEquals(message, assertThrows(DataException.class, call::run).getMessage());
  }

  private String[] files(Drawing drawing, String name) throws IOException {
    Path folder = root.resolve(name);
    drawing.write(folder);
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(f -> folder.relativize(f) + " " + Arrays.hashCode(bytes(f)))
          .toArray(String[]::new);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
