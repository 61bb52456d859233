package dev.fovea.image;

import static dev.fovea.image.Golden.number;
import static dev.fovea.image.Golden.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against Pillow's resize, bit for bit, and against torch where Pillow has no such mode. */
class ResampleTest {
  @Test
  void equalsPillowBitForBit() {
    var sources = Golden.sources();
    var rows = Golden.table("resample.tsv");
    for (String[] row : rows) {
      Image source = sources.get(row[0]);
      var box = new Box(number(row[1]), number(row[2]), number(row[3]), number(row[4]));
      int w = whole(row[5]);
      int h = whole(row[6]);
      Image expected = Golden.image(w, h, source.channels(), source.bits(), row[8]);
      Image got = Resample.of(source, box, w, h, Kernel.valueOf(row[7]));
      assertEquals(0, Golden.distance(expected, got), () -> String.join(" ", row).substring(0, 60));
    }
    assertTrue(rows.size() > 100, "the table has " + rows.size() + " rows");
  }

  @Test
  void withoutAntialiasEqualsTorchUpToRounding() {
    var sources = Golden.sources();
    for (String[] row : Golden.table("plain.tsv")) {
      Image source = sources.get(row[0]);
      Image got =
          Resample.of(
              source, Box.all(source), whole(row[1]), whole(row[2]), Kernel.BILINEAR, false);
      float[] expected = Golden.floats(row[3]);
      for (int i = 0; i < expected.length; i++) {
        // two roundings to 8 bit, one a pass, each at most half a level
        assertEquals(expected[i], got.bytes()[i] & 0xff, 1.01, row[0] + " sample " + i);
      }
    }
  }

  @Test
  void sixteenBitsStayAndOvershootsAreCut() {
    var samples = new short[64];
    for (int i = 0; i < 64; i++) {
      samples[i] = (short) (i % 8 < 4 ? 0 : 65535);
    }
    Image big = Resample.of(Image.of16(8, 8, 1, samples), 32, 8, Kernel.BICUBIC);
    assertEquals(16, big.bits());
    assertEquals(0, big.at(13, 3, 0));
    assertEquals(65535, big.at(18, 3, 0));
  }

  @Test
  void theSameSizeIsTheSamePicture() {
    Image grey = Golden.sources().get("grey");
    assertSame(grey, Resample.of(grey, grey.width(), grey.height(), Kernel.BICUBIC));
  }

  @Test
  void refusesBoxesOutsideAndEmptySizes() {
    Image grey = Golden.sources().get("grey");
    var outside = new Box(0, 0, 30, 10);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Resample.of(grey, outside, 5, 5, Kernel.BOX));
    assertEquals(
        "resize: Box[left=0.0, top=0.0, right=30.0, bottom=10.0] leaves Image[29x21 px, 1 channels,"
            + " 8 bit]; clip it first",
        e.getMessage());
    var zero =
        assertThrows(IllegalArgumentException.class, () -> Resample.of(grey, 0, 5, Kernel.BOX));
    assertEquals("resize: expected a size of at least 1x1 px, got 0x5", zero.getMessage());
  }
}
