package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Jitter.Change;
import dev.fovea.data.augment.Jitter.Property;
import dev.fovea.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Colour changes against torchvision's, made by {@code src/test/python/colours.py}. */
class JitterTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 8;

  @Test
  void changesColoursAsTorchvisionDoes() throws IOException {
    Image picture = null;
    Image grey = null;
    int compared = 0;
    for (String line : golden()) {
      String[] cells = line.split(" ", -1);
      byte[] samples = new byte[cells.length - 2];
      for (int i = 0; i < samples.length; i++) samples[i] = (byte) Integer.parseInt(cells[i + 2]);
      double amount = Double.parseDouble(cells[1]);
      switch (cells[0]) {
        case "PICTURE" -> picture = Image.of8(WIDTH, HEIGHT, 3, samples);
        case "GREY" -> grey = Image.of8(WIDTH, HEIGHT, 1, samples);
        case "GREY_CONTRAST" -> near(samples, one(Property.CONTRAST, amount).of(grey), line);
        default -> near(samples, one(Property.valueOf(cells[0]), amount).of(picture), line);
      }
      compared++;
    }
    assertEquals(27, compared);
  }

  @Test
  void sixteenBitsKeepTheirDepth() {
    var picture = Image.of16(1, 1, 3, new short[] {1000, 2000, (short) 60000});
    var changed = one(Property.BRIGHTNESS, 0.5).of(picture);
    assertEquals(
        List.of(500, 1000, 30000),
        List.of(changed.at(0, 0, 0), changed.at(0, 0, 1), changed.at(0, 0, 2)));
  }

  @Test
  void alphaKeepsStill() {
    var picture = Image.of8(1, 1, 4, new byte[] {100, 50, 20, 77});
    var changed =
        new Jitter(List.of(new Change(Property.BRIGHTNESS, 0.5), new Change(Property.HUE, 0.3)));
    assertEquals(77, changed.of(picture).at(0, 0, 3));
  }

  @Test
  void greyHasNoHueAndNothingDrawnChangesNothing() {
    var grey = Image.of8(2, 1, 1, new byte[] {10, (byte) 200});
    assertEquals(10, one(Property.HUE, 0.4).of(grey).at(0, 0, 0));
    assertEquals(200, one(Property.SATURATION, 0).of(grey).at(1, 0, 0));
    assertSame(grey, new Jitter(List.of()).of(grey));
  }

  @Test
  void drawsEachChangeOnceWithinItsRange() {
    var augment = Augment.of(new ColorJitter(0.4, 1.5, 0, 0.1));
    var first = EnumSet.noneOf(Property.class);
    for (int i = 0; i < 200; i++) {
      var changes = Jitter.draw(augment, Dice.of(i)).changes();
      assertEquals(3, changes.size());
      first.add(changes.getFirst().property());
      for (var change : changes) {
        switch (change.property()) {
          case BRIGHTNESS -> assertTrue(change.amount() >= 0.6 && change.amount() <= 1.4);
          case CONTRAST -> assertTrue(change.amount() >= 0 && change.amount() <= 2.5);
          case HUE -> assertTrue(Math.abs(change.amount()) <= 0.1);
          case SATURATION -> throw new AssertionError("saturation was not asked for");
        }
      }
    }
    assertEquals(3, first.size(), "the order is random");
  }

  private static Jitter one(Property property, double amount) {
    return new Jitter(List.of(new Change(property, amount)));
  }

  /** Single precision may be summed in another order: one level apart is as good as equal. */
  private static void near(byte[] expected, Image image, String line) {
    byte[] actual = image.bytes();
    int far = 0;
    int other = 0;
    for (int i = 0; i < expected.length; i++) {
      int off = Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF));
      far = Math.max(far, off);
      if (off > 0) other++;
    }
    assertTrue(far <= 1 && other <= expected.length / 50, line + "\n" + Arrays.toString(actual));
  }

  private static List<String> golden() throws IOException {
    try (var in = JitterTest.class.getResourceAsStream("colours.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
