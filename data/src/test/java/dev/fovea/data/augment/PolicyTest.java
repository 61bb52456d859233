package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.augment.Change.AutoContrast;
import dev.fovea.data.augment.Change.Equalize;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies and CutMix against torchvision's, made by {@code src/test/python/policies.py}. */
class PolicyTest {
  private static final int WIDTH = 19;
  private static final int HEIGHT = 13;
  private static final Map<String, Space> SPACES =
      Map.of(
          "randaugment", Space.randAugment(WIDTH, HEIGHT),
          "trivialaugment", Space.trivialAugmentWide(),
          "augmix", Space.augMix(WIDTH, HEIGHT));

  @Test
  void magnitudesAreTorchvisions() throws IOException {
    var rows = rows("MAGNITUDES");
    for (String[] row : rows) {
      var space = SPACES.get(row[1]);
      var operation = Operation.valueOf(row[2]);
      assertTrue(space.operations().contains(operation));
      assertEquals(row[3].equals("1"), operation.signed, row[2]);
      for (int i = 4; i < row.length; i++) {
        double strength = (i - 4) / (row.length - 5.0);
        assertEquals(
            Double.parseDouble(row[i]),
            space.magnitude(operation, strength),
            1e-5,
            row[1] + row[2]);
      }
    }
    assertEquals(SPACES.values().stream().mapToInt(s -> s.operations().size()).sum(), rows.size());
  }

  @Test
  void everyOperationDoesAsTorchvisionDoes() throws IOException {
    int compared = 0;
    for (String[] row : rows("OPERATION")) {
      var operation = Operation.valueOf(row[2]);
      double magnitude = Double.parseDouble(row[3]);
      var chain = new Chain(operation.change(magnitude, WIDTH, HEIGHT));
      near(row[4], chain.of(picture(row[1])), 0, String.join(" ", row[1], row[2], row[3]));
      compared++;
    }
    assertEquals(2 * 43, compared);
  }

  @Test
  void mixesAsTorchvisionsAugMixDoes() throws IOException {
    var parts =
        List.of(
            part(
                0.25, List.of(Operation.ROTATE.change(-6, WIDTH, HEIGHT), List.of(new Equalize()))),
            part(0.125, List.of(Operation.POSTERIZE.change(4, WIDTH, HEIGHT))),
            part(
                0.25,
                List.of(
                    Operation.SHEAR_X.change(0.05, WIDTH, HEIGHT),
                    Operation.COLOR.change(-0.3, WIDTH, HEIGHT))));
    var mixed = new Mixture(0.375, parts).of(picture("rgb"));
    near(rows("MIX").getFirst()[1], mixed, WIDTH * HEIGHT * 3 / 100, "mix");
  }

  @Test
  void cutsTheBoxThatTorchvisionCuts() throws IOException {
    var rows = rows("CUT");
    for (String[] row : rows) {
      var cut =
          Cut.of(
              Double.parseDouble(row[1]), Integer.parseInt(row[2]), Integer.parseInt(row[3]), 9, 7);
      assertEquals(
          String.join(" ", row[4], row[5], row[6], row[7]),
          String.join(" ", "" + cut.left(), "" + cut.top(), "" + cut.right(), "" + cut.bottom()));
      assertEquals(Double.parseDouble(row[8]), cut.rest(9, 7), 1e-12);
    }
    assertEquals(12, rows.size());
  }

  @Test
  void sixteenBitsAndAlphaPassThroughEveryOperation() {
    var deep = Image.of16(3, 3, 1, new short[] {0, 9, 99, 999, 9999, 30000, -1, -2, 5});
    var clear = Image.of8(2, 2, 4, new byte[16]);
    for (var operation : Operation.values()) {
      double magnitude = operation == Operation.POSTERIZE ? 4 : 0.5;
      assertEquals(16, new Chain(operation.change(magnitude, 3, 3)).of(deep).bits());
      assertEquals(4, new Chain(operation.change(magnitude, 2, 2)).of(clear).channels());
    }
    assertEquals(16, new Mixture(1, List.of()).of(deep).bits());
    assertEquals(999, new Mixture(1, List.of()).of(deep).at(0, 1, 0));
    assertEquals(65535, new Change.Mixed(new Mixture(1, List.of())).of(deep).at(0, 2, 0));
    assertEquals(0, new AutoContrast().of(deep).at(0, 0, 0));
  }

  private static Mixture.Part part(double share, List<List<Change>> changes) {
    return new Mixture.Part(share, new Chain(changes.stream().flatMap(List::stream).toList()));
  }

  private static Image picture(String which) throws IOException {
    for (String[] row : rows("PICTURE")) {
      if (row[1].equals(which)) {
        byte[] samples = HexFormat.of().parseHex(row[2]);
        return Image.of8(WIDTH, HEIGHT, samples.length / (WIDTH * HEIGHT), samples);
      }
    }
    throw new AssertionError(which);
  }

  /** Within one level; where one level is blown up by a later change, some may be further off. */
  private static void near(String expected, Image image, int others, String what) {
    byte[] samples = HexFormat.of().parseHex(expected);
    int far = 0;
    for (int i = 0; i < samples.length; i++) {
      far += Math.abs((samples[i] & 0xFF) - (image.bytes()[i] & 0xFF)) > 1 ? 1 : 0;
    }
    assertEquals(samples.length, image.bytes().length);
    assertTrue(far <= others, what + ": " + far + " samples are further off than one level");
  }

  private static List<String[]> rows(String kind) throws IOException {
    try (var in = PolicyTest.class.getResourceAsStream("policies.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(kind + " "))
          .map(line -> line.split(" ", -1))
          .toList();
    }
  }
}
