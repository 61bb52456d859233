package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private static int rgb(Image image, int x, int y) {
    return image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2);
  }

  @Test
  void shapesLandWhereTheyAreSaid() {
    Image drawn =
        Canvas.blank(40, 30, 0x102030)
            .fillRectangle(4, 5, 10, 10, 0xff0000)
            .fillEllipse(20, 5, 10, 10, 0x00ff00)
            .fillPolygon(List.of(new Point(5, 20), new Point(15, 20), new Point(15, 28)), 0x0000ff)
            .rectangle(20.5, 18.5, 10, 8, 1, 0xffffff)
            .toImage();
    assertEquals(0x102030, rgb(drawn, 3, 5));
    assertEquals(0xff0000, rgb(drawn, 4, 5));
    assertEquals(0xff0000, rgb(drawn, 13, 14));
    assertEquals(0x102030, rgb(drawn, 14, 15));
    assertEquals(0x00ff00, rgb(drawn, 25, 10));
    assertEquals(0x0000ff, rgb(drawn, 13, 22));
    assertEquals(0xffffff, rgb(drawn, 20, 22));
    assertEquals(0x102030, rgb(drawn, 25, 22));
  }

  @Test
  void pastingCutsAtTheEdges() {
    Image source = Golden.sources().get("rgb");
    Image drawn = Canvas.blank(20, 20, 0).paste(source, -5, 10).paste(source, 100, 0).toImage();
    assertEquals(rgb(source, 5, 0), rgb(drawn, 0, 10));
    assertEquals(rgb(source, 24, 9), rgb(drawn, 19, 19));
    assertEquals(0, rgb(drawn, 0, 9));
    assertEquals(0, Golden.distance(source, Canvas.of(source).toImage()));
  }

  @Test
  void textIsDrawnInTheShippedFont() {
    assertEquals("DejaVu Sans", Lettering.font(12).orElseThrow().getFamily());
    var canvas = Canvas.blank(120, 30, 0xffffff).text("\u00c4pfel \u03bb", 2, 2, 18, 0x000000);
    assertEquals(0x000000, darkest(canvas.toImage()));
    assertTrue(canvas.textWidth("Apfel", 18) > 30 && canvas.textWidth("Apfel", 18) < 80);
  }

  @Test
  void labelsReadOnAnyPlateAndStayOnTheCanvas() {
    Image onWhite = Canvas.blank(80, 30, 0x808080).label("cat", 500, -20, 14, 0xffff00).toImage();
    assertEquals(0x000000, darkest(onWhite));
    assertEquals(0xffff00, rgb(onWhite, 79, 0));
    Image onDark = Canvas.blank(80, 30, 0x808080).label("cat", 0, 0, 14, 0x000080).toImage();
    int brightest = 0;
    for (int x = 0; x < 30; x++) {
      for (int y = 0; y < 18; y++) {
        brightest = Math.max(brightest, onDark.at(x, y, 0));
      }
    }
    assertTrue(brightest > 240, "white letters, got " + brightest);
  }

  private static int darkest(Image image) {
    int darkest = 0xffffff;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        darkest =
            Math.min(darkest, image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2));
      }
    }
    return darkest;
  }

  @Test
  void aSheetHoldsItsPicturesInRows() {
    Image small = Golden.sources().get("rgb");
    var cell = new Sheet.Cell(small, "a rather long caption that cannot fit", false);
    var warned = new Sheet.Cell(small, "look", true);
    Image sheet = Sheet.of(List.of(cell, warned, cell), 2, 64);
    assertEquals(6 + 2 * 70, sheet.width());
    // 29x21 doubled to 58x42, in the middle of the first cell
    assertEquals(rgb(small, 3, 2), rgb(sheet, 6 + 3 + 6, 6 + 11 + 4));
    assertEquals(0xc62828, rgb(sheet, 76 + 2, 6 + 20));
    assertThrows(IllegalArgumentException.class, () -> Sheet.of(List.of(), 2, 64));
  }
}
