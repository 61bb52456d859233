package dev.fovea.image;

import static dev.fovea.image.Golden.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Against torchvision's adjust functions over Pillow. */
class ColourTest {
  @Test
  void equalsTorchvision() {
    var sources = Golden.sources();
    var rows = Golden.table("colour.tsv");
    for (String[] row : rows) {
      Image image = sources.get(row[1]);
      Image got = change(row[0], image, number(row[2]));
      Image expected = Golden.image(image.width(), image.height(), image.channels(), 8, row[3]);
      assertEquals(0, Golden.distance(expected, got), () -> row[0] + " " + row[1] + " " + row[2]);
    }
    assertEquals(60, rows.size());
  }

  private static Image change(String tool, Image image, double by) {
    return switch (tool) {
      case "brightness" -> Colour.brightness(image, by);
      case "contrast" -> Colour.contrast(image, by);
      case "saturation" -> Colour.saturation(image, by);
      default -> Colour.hue(image, by);
    };
  }

  @Test
  void alphaStays() {
    Image rgba = Golden.sources().get("rgba");
    for (String tool : new String[] {"brightness", "contrast", "saturation", "hue"}) {
      Image got = change(tool, rgba, 0.3);
      for (int x = 0; x < rgba.width(); x++) {
        assertEquals(rgba.at(x, 9, 3), got.at(x, 9, 3), tool);
      }
    }
  }

  @Test
  void sixteenBitsFollowTheirOwnScale() {
    Image one = Image.of16(1, 1, 3, new short[] {(short) 60000, 20000, 10000});
    assertEquals(30000, Colour.brightness(one, 0.5).at(0, 0, 0));
    assertEquals(65535, Colour.brightness(one, 2).at(0, 0, 0));
    assertEquals(60000, Colour.hue(one, 0.5).at(0, 0, 2), 3);
  }

  @Test
  void hsvIsWhatJavasOwnConversionSays() {
    var random = new java.util.Random(4);
    var rgb = new byte[3 * 2000];
    random.nextBytes(rgb);
    Image image = Image.of8(2000, 1, 3, rgb);
    for (double[] by :
        new double[][] {{0, 1, 1}, {0.3, 1, 1}, {-0.5, 1.7, 0.6}, {0.02, 0.3, 1.4}}) {
      Image got = Colour.hsv(image, by[0], by[1], by[2]);
      for (int x = 0; x < 2000; x++) {
        float[] hsv =
            java.awt.Color.RGBtoHSB(image.at(x, 0, 0), image.at(x, 0, 1), image.at(x, 0, 2), null);
        int expected =
            java.awt.Color.HSBtoRGB(
                (float) (hsv[0] + by[0]),
                (float) Math.min(1, hsv[1] * by[1]),
                (float) Math.min(1, hsv[2] * by[2]));
        for (int c = 0; c < 3; c++)
          assertEquals((expected >> (16 - 8 * c)) & 0xff, got.at(x, 0, c), 1);
      }
    }
  }

  @Test
  void hsvOfGreyChangesItsValueAlone() {
    Image grey = Image.of8(2, 1, 3, new byte[] {100, 100, 100, 0, 0, 0});
    Image got = Colour.hsv(grey, 0.3, 2, 1.5);
    assertEquals(150, got.at(0, 0, 0));
    assertEquals(150, got.at(0, 0, 2));
    assertEquals(0, got.at(1, 0, 1));
    Image one = Image.of8(1, 1, 1, new byte[] {100});
    assertEquals(50, Colour.hsv(one, 0.3, 2, 0.5).at(0, 0, 0));
  }

  @Test
  void refusesTurnsBeyondTheCircle() {
    Image rgb = Golden.sources().get("rgb");
    var e = assertThrows(IllegalArgumentException.class, () -> Colour.hue(rgb, 0.6));
    assertEquals("hue: a turn is -0.5 to 0.5 of the circle, got 0.6", e.getMessage());
  }
}
