package dev.fovea.data.draw;

import static dev.fovea.data.draw.PartsDrawing.SMALL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.draw.PartsDrawing.Shot;
import dev.fovea.data.read.Datasets;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsDrawingTest {
  private static final PartsDrawing LARGE = new PartsDrawing(4000, 200, 100, 0.05, SMALL, 3);

  @TempDir Path root;

  @Test
  void writesTwoClassesAndTheScratchesAsCoco() throws IOException {
    new PartsDrawing(96, 24, 8, 0.1, SMALL, 5).write(root.resolve("new"));
    var data = Datasets.open(root.resolve("new"));
    assertEquals("class folders: 2 classes, 32 images (train 24, test 8)", data.description());
    assertArrayEquals(new int[] {22, 2}, data.counts(Split.TRAIN));
    assertArrayEquals(new int[] {7, 1}, data.counts(Split.TEST));
    Image image = data.split(Split.TEST).getFirst().source().image();
    assertEquals("96x72", image.width() + "x" + image.height());
    String truth = Files.readString(root.resolve("new/train/annotations.json"));
    assertEquals(2, truth.split("\"bbox\"", -1).length - 1);
    assertTrue(truth.contains("\"categories\":[{\"id\":1,\"name\":\"scratch\"}]"));
  }

  @Test
  void oneOfTwentyIsScratchedAndSomePartsAreShotInBursts() {
    var shots = LARGE.shots(Split.TRAIN);
    assertEquals(200, shots.size());
    assertEquals(10, shots.stream().filter(Shot::scratched).count());
    long parts = shots.stream().mapToInt(Shot::part).distinct().count();
    assertTrue(parts > 120 && parts < 175, parts + " parts");
    for (int count = 1; count < 12; count++) {
      var few = new PartsDrawing(64, count, 0, 0.05, SMALL, count).shots(Split.TRAIN);
      assertEquals(1, few.stream().filter(Shot::scratched).count(), "of " + count);
    }
  }

  /** On a photograph of 12 megapixels a scratch is about 30 px long, thin, and can be seen. */
  @Test
  void aScratchIsSmallAndStandsOut() {
    Shot shot = LARGE.shots(Split.TEST).stream().filter(Shot::scratched).findFirst().orElseThrow();
    PartPhoto photo = LARGE.photo(Split.TEST, shot);
    var mask = photo.scratch().orElseThrow();
    var box = mask.box().getBounds();
    double length = Math.hypot(box.width, box.height);
    assertTrue(length > 20 && length < 45, "length " + length);
    assertTrue(mask.area() > 40 && mask.area() < 160, "area " + mask.area());
    double on = 0;
    double around = 0;
    int beside = 0;
    for (int x = box.x - 15; x < box.x + box.width + 15; x++) {
      for (int y = box.y - 15; y < box.y + box.height + 15; y++) {
        int level = photo.image().at(x, y, 1);
        if (mask.columns().get(x * 3000 + y)) on += level;
        else {
          around += level;
          beside++;
        }
      }
    }
    double contrast = on / mask.area() - around / beside;
    assertTrue(contrast > 25 && contrast < 110, "contrast " + contrast);
  }

  @Test
  void aScratchIsAsLongAsAsked() {
    var drawing = new PartsDrawing(1000, 40, 0, 0.5, 400, 3);
    for (Shot shot : drawing.shots(Split.TRAIN).stream().filter(Shot::scratched).toList()) {
      var box = drawing.photo(Split.TRAIN, shot).scratch().orElseThrow().box();
      double length = Math.hypot(box.getWidth(), box.getHeight());
      assertTrue(length > 75 && length < 135, "about 100 of 1,000 px, got " + length);
    }
  }

  @Test
  void shotsOfOnePartAreNearlyTheSameAndPartsAreNot() {
    var drawing = new PartsDrawing(256, 100, 0, 0.05, SMALL, 3);
    var second =
        drawing.shots(Split.TRAIN).stream().filter(s -> s.number() == 2).findFirst().orElseThrow();
    var first = new Shot(second.part(), 1, second.scratched());
    var other = new Shot(second.part() + 1, 1, false);
    Image image = drawing.photo(Split.TRAIN, first).image();
    double same = apart(image, drawing.photo(Split.TRAIN, second).image());
    double different = apart(image, drawing.photo(Split.TRAIN, other).image());
    assertTrue(same > 1, "another shot is not a copy: " + same);
    assertTrue(2 * same < different, same + " against " + different);
    assertEquals(0, apart(image, drawing.photo(Split.TRAIN, first).image()), "the seed decides");
    assertFalse(drawing.photo(Split.TRAIN, other).scratch().isPresent());
  }

  /** The mean difference of levels over blocks of 8 px, with each picture's own mean taken off. */
  private static double apart(Image a, Image b) {
    int across = a.width() / 8;
    int down = a.height() / 8;
    var blocks = new double[across * down];
    double mean = 0;
    for (int i = 0; i < blocks.length; i++) {
      for (int p = 0; p < 64; p++) {
        int x = i % across * 8 + p % 8;
        int y = i / across * 8 + p / 8;
        blocks[i] += (a.at(x, y, 1) - b.at(x, y, 1)) / 64.0;
      }
      mean += blocks[i] / blocks.length;
    }
    double sum = 0;
    for (double block : blocks) sum += Math.abs(block - mean) / blocks.length;
    return sum;
  }

  @Test
  void refusesWhatItCannotDraw() {
    said(
        "photographs are drawn from 64 to 8192 px wide, got 63",
        () -> new PartsDrawing(63, 1, 1, 0, SMALL, 0));
    said(
        "expected counts of photographs, got train 0, test 0",
        () -> new PartsDrawing(64, 0, 0, 0, SMALL, 0));
    said(
        "the share of scratched parts must be 0 to 1, got 2.0",
        () -> new PartsDrawing(64, 1, 1, 2, SMALL, 0));
    said("a scratch is 10 to 600 px long, got 9", () -> new PartsDrawing(64, 1, 1, 0, 9, 0));
  }

  private static void said(String message, Runnable call) {
    assertEquals(message, assertThrows(DataException.class, call::run).getMessage());
  }
}
