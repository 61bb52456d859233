package dev.fovea.project.report.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.Canvas;
import dev.fovea.image.Classes;
import dev.fovea.image.Encode;
import dev.fovea.project.report.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStatsTest {
  private static final Classes CLASSES = Classes.of("cat", "dog", "never");

  @Test
  void countsBoxesPicturesAndSizesWithoutCrowds(@TempDir Path folder) {
    Encode.write(Canvas.blank(200, 100, 0).toImage(), folder.resolve("a.png"));
    List<Thing> things =
        List.of(
            Thing.of(0, new Box(90, 40, 110, 60)), // 20 x 20 px in the middle
            Thing.of(1, new Box(0, 0, 200, 100)), // all of it
            Thing.of(1, new Box(195, 95, 200, 100)),
            new Thing(0, new Box(0, 0, 10, 10), true, 100));
    LabelStats stats =
        LabelStats.of(
            CLASSES,
            List.of(
                example(folder, "a.png", things),
                example(folder, "gone.png", things.subList(0, 1)),
                example(folder, "empty.png", List.of())));
    assertArrayEquals(new long[] {2, 2, 0}, stats.boxes());
    assertArrayEquals(new long[] {1, 1, 0, 1}, stats.together());
    assertArrayEquals(new long[] {3, 0, 1}, stats.sizes());
    assertEquals(2, stats.places()[16][16], "the middle");
    assertEquals(1, stats.places()[31][31], "the corner");
    assertEquals(1, stats.shapes()[31][31], "as large as the picture");
    assertEquals(1, stats.shapes()[6][3], "0.2 high, 0.1 wide");
    assertEquals(3, Arrays.stream(stats.places()).flatMapToLong(Arrays::stream).sum());
    assertEquals(4, stats.all());
  }

  @Test
  void plotsAreDrawnForAnyNumberOfClassesAndBoxes() throws IOException {
    for (int classes : new int[] {1, 3, 80, 1000}) {
      LabelStats stats = Scenes.run(30, classes).labels();
      assertEquals(2 * 880, ImageIO.read(stream(LabelPlots.all(stats))).getWidth());
    }
    List<Thing> many = Collections.nCopies(10_000, Thing.of(0, new Box(0, 0, 9, 9)));
    var source = new FileSource(Path.of("nowhere"), Path.of("gone.png"));
    var crowded =
        LabelStats.of(CLASSES, List.of(new Example("a", source, new Truth.Objects(many))));
    for (Picture plot :
        List.of(
            LabelPlots.boxes(crowded),
            LabelPlots.together(crowded),
            LabelPlots.places(crowded),
            LabelPlots.shapes(crowded))) {
      assertEquals("", plot.warning());
    }
    LabelStats none = LabelStats.of(CLASSES, List.of());
    assertTrue(LabelPlots.all(none).isThere(), LabelPlots.all(none).warning());
    assertEquals("3.0 M", LabelPlots.number(3_000_000));
    assertEquals("12,345", LabelPlots.number(12_345));
  }

  private static ByteArrayInputStream stream(Picture picture) {
    assertEquals("", picture.warning());
    return new ByteArrayInputStream(picture.bytes());
  }

  private static Example example(Path folder, String file, List<Thing> things) {
    return new Example(file, new FileSource(folder, Path.of(file)), new Truth.Objects(things));
  }
}
