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
  void refusesTurnsBeyondTheCircle() {
    Image rgb = Golden.sources().get("rgb");
    var e = assertThrows(IllegalArgumentException.class, () -> Colour.hue(rgb, 0.6));
    assertEquals("hue: a turn is -0.5 to 0.5 of the circle, got 0.6", e.getMessage());
  }
}
