package dev.fovea.predict.boxes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside torchvision's operator; src/test/python/roi_align.py made the numbers. */
class RoiAlignTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/fovea/predict/boxes/roi_align.safetensors");
  private static final RoiAlign SEVEN = new RoiAlign(7, 7, 2, false);

  private static Stored golden;

  @BeforeAll
  static void open() throws IOException {
    golden = Stored.of(FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.aligned", "0", "0.aligned", "3", "3.aligned"})
  void valuesAreTorchvisions(String name) {
    var align = new RoiAlign(7, 7, name.charAt(0) - '0', name.endsWith("aligned"));

    assertRead(align, name);
  }

  @Test
  void binsMayBeFewAndUnlike() {
    assertRead(new RoiAlign(2, 5, 3, true), "wide");
  }

  private static void assertRead(RoiAlign align, String name) {
    OutputMap map = golden.map("map");
    float[] rows = golden.numbers("rois");
    float[] wanted = golden.numbers(name);
    int each = wanted.length / (rows.length / 5);
    assertEquals(14, rows.length / 5);
    for (int i = 0; i < rows.length / 5; i++) {
      float[] box = Arrays.copyOfRange(rows, 5 * i + 1, 5 * i + 5);
      assertArrayEquals(
          Arrays.copyOfRange(wanted, i * each, (i + 1) * each),
          align.of(map, (int) rows[5 * i], 0.25f, box, 0),
          2e-6f,
          "box " + i);
    }
  }

  /** Of a picture 192 px high the maps of levels 2 to 5. */
  @Test
  void eachBoxIsReadAtItsLevel() {
    List<OutputMap> maps =
        IntStream.range(0, 4).mapToObj(i -> golden.map("levels.map" + i)).toList();
    float[] rows = golden.numbers("levels.rois");
    float[] wanted = golden.numbers("levels.values");
    int count = rows.length / 5;
    int each = wanted.length / count;
    for (int i = 0; i < count; i++) {
      float[] box = Arrays.copyOfRange(rows, 5 * i + 1, 5 * i + 5);
      var values = FloatBuffer.allocate(each);
      new RegionPooler(SEVEN, maps, (int) rows[5 * i], 192).read(box, 0, 1, values);
      assertArrayEquals(
          Arrays.copyOfRange(wanted, i * each, (i + 1) * each), values.array(), 2e-6f, "box " + i);
    }
  }

  @Test
  void someOfManyBoxesAreRead() {
    List<OutputMap> maps = List.of(golden.map("levels.map0"), golden.map("levels.map1"));
    float[] boxes = {9, 9, 50, 60, 10, 10, 20, 25, 3, 4, 150, 140, 0, 0, 8, 8};
    var pooler = new RegionPooler(SEVEN, maps, 0, 192);
    int each = SEVEN.floats(3);
    var all = FloatBuffer.allocate(4 * each);
    var some = FloatBuffer.allocate(2 * each);
    pooler.read(boxes, 0, 4, all);
    pooler.read(boxes, 1, 2, some);

    assertArrayEquals(Arrays.copyOfRange(all.array(), each, 3 * each), some.array());
    assertArrayEquals(
        Arrays.copyOfRange(all.array(), 2 * each, 3 * each),
        SEVEN.of(maps.get(1), 0, 0.125f, boxes, 2));
  }

  /** Sides of 112 and 224 px are the first of their levels. */
  @Test
  void levelsFollowFromTheSize() {
    float[] sides = {0, 111.99f, 112, 224, 448, 5000};
    var boxes = new float[4 * (sides.length + 1)];
    for (int i = 0; i < sides.length; i++) {
      boxes[4 * i + 2] = sides[i];
      boxes[4 * i + 3] = sides[i];
    }
    boxes[4 * sides.length] = 9; // swapped corners
    boxes[4 * sides.length + 3] = 9;
    var levels = RegionLevels.of(List.of(200, 100, 50, 25), 800);

    assertEquals(List.of(2, 3, 4, 5), levels.levels());
    assertEquals(0.03125f, levels.scale(3));
    assertArrayEquals(new int[] {0, 0, 1, 2, 3, 3, 0}, levels.maps(boxes));
    assertEquals(List.of(2, 3), RegionLevels.of(List.of(48, 24), 191).levels());
  }

  @Test
  void refusesInOneSentence() {
    assertEquals(
        "a box is cut into bins and these into samples, got 7 x 0 bins of 2 samples",
        assertThrows(IllegalArgumentException.class, () -> new RoiAlign(7, 0, 2, false))
            .getMessage());
  }
}
