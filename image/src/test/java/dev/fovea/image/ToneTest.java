package dev.fovea.image;

import static dev.fovea.image.Golden.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tones, filters and JPEG against Pillow and torchvision. */
class ToneTest {
  private static final List<String> EXACT =
      List.of("posterize", "solarize", "autocontrast", "equalize", "sharpness");

  @Test
  void equalsPillowAndTorchvision() {
    var sources = Golden.sources();
    var rows = Golden.table("tone.tsv");
    for (String[] row : rows) {
      Image image = sources.get(row[1]);
      if (row[2].equals("1")) image = Colour.contrast(image, 0.4);
      Image got = change(row[0], image, number(row[3]));
      Image expected = Golden.image(image.width(), image.height(), image.channels(), 8, row[4]);
      int far = Golden.distance(expected, got);
      assertTrue(
          far <= (EXACT.contains(row[0]) ? 0 : 1),
          () -> String.join(" ", Arrays.copyOf(row, 4)) + ": " + far + " levels");
    }
    assertEquals(126, rows.size());
  }

  private static Image change(String tool, Image image, double by) {
    return switch (tool) {
      case "posterize" -> Tone.posterize(image, (int) by);
      case "solarize" -> Tone.solarize(image, by);
      case "autocontrast" -> Tone.autocontrast(image);
      case "equalize" -> Tone.equalize(image);
      case "sharpness" -> Filter.sharpness(image, by);
      case "blur" -> Filter.gaussianBlur(image, by);
      default -> Damage.jpeg(image, (int) by);
    };
  }

  @Test
  void alphaStays() {
    for (String name : List.of("rgba", "la")) {
      Image image = Golden.sources().get(name);
      int alpha = image.channels() - 1;
      for (String tool :
          List.of("posterize", "solarize", "equalize", "sharpness", "blur", "jpeg")) {
        Image got = change(tool, image, tool.equals("solarize") ? 0.5 : 3);
        for (int x = 0; x < image.width(); x++) {
          assertEquals(image.at(x, 9, alpha), got.at(x, 9, alpha), tool);
        }
      }
    }
  }

  /** The same picture times 257 must come out as 257 times the same, but for rounding. */
  @Test
  void sixteenBitsFollowTheirOwnScale() {
    Image image = Golden.sources().get("rgb");
    var wide = new short[image.bytes().length];
    for (int i = 0; i < wide.length; i++) wide[i] = (short) ((image.bytes()[i] & 0xff) * 257);
    Image image16 = Image.of16(image.width(), image.height(), 3, wide);
    for (String tool :
        List.of("posterize", "solarize", "autocontrast", "sharpness", "blur", "jpeg")) {
      double by = tool.equals("solarize") ? 0.4 : tool.equals("blur") ? 1.2 : 4;
      Image narrow = change(tool, image, by);
      Image got = change(tool, image16, by).to8();
      int most = tool.equals("posterize") ? 15 : 1; // the highest 4 of 16 bits, not of 8
      assertTrue(Golden.distance(narrow, got) <= most, tool + Golden.distance(narrow, got));
    }
  }

  @Test
  void sixteenBitsAreSpreadEvenly() {
    var ramp = new short[100];
    for (int i = 0; i < 100; i++) ramp[i] = (short) (3000 + 7 * i);
    Image even = Tone.equalize(Image.of16(10, 10, 1, ramp));
    for (int i = 0; i < 100; i++) {
      assertEquals(65535 * (i + 0.5) / 99, even.shorts()[i] & 0xffff, 400, "level " + i);
    }
  }

  @Test
  void noiseHasTheDeviationThatWasAskedFor() {
    var samples = new byte[100 * 100 * 3];
    Arrays.fill(samples, (byte) 128);
    Image flat = Image.of8(100, 100, 3, samples);
    Image noisy = Damage.gaussianNoise(flat, 0.05, new java.util.Random(5));
    double sum = 0;
    double squares = 0;
    int beyond = 0;
    int alike = 0;
    for (int i = 0; i < samples.length; i++) {
      double off = (noisy.bytes()[i] & 0xff) - 128;
      sum += off;
      squares += off * off;
      beyond += Math.abs(off) > 1.96 * 12.75 ? 1 : 0;
      alike += i % 3 != 0 && noisy.bytes()[i] == noisy.bytes()[i - 1] ? 1 : 0;
    }
    assertEquals(0, sum / samples.length, 0.3);
    assertEquals(12.75, Math.sqrt(squares / samples.length), 0.2);
    assertEquals(0.05, (double) beyond / samples.length, 0.006);
    assertTrue(alike < 1000, "each channel has noise of its own: " + alike);
    Image deep = Image.of16(1, 1, 1, new short[] {30000});
    double far = Damage.gaussianNoise(deep, 0.05, new java.util.Random(6)).at(0, 0, 0) - 30000;
    assertTrue(Math.abs(far) > 20, "16 bits get noise on their own scale: " + far);
  }

  @Test
  void aPictureOfOnePixelHasNoNeighbours() {
    Image one = Image.of8(1, 1, 1, new byte[] {77});
    assertEquals(77, Filter.gaussianBlur(one, 2).at(0, 0, 0));
    assertEquals(77, Filter.sharpness(one, 0).at(0, 0, 0));
    assertEquals(77, Tone.equalize(one).at(0, 0, 0));
    assertEquals(77, Tone.autocontrast(one).at(0, 0, 0));
  }

  @Test
  void nonsenseIsRefused() {
    Image one = Image.of8(1, 1, 1, new byte[] {77});
    var bits = assertThrows(IllegalArgumentException.class, () -> Tone.posterize(one, 9));
    assertEquals("posterize: 0 to 8 bits are kept, got 9", bits.getMessage());
    var sigma = assertThrows(IllegalArgumentException.class, () -> Filter.gaussianBlur(one, 0));
    assertEquals("blur: expected a sigma above 0 px, got 0.0", sigma.getMessage());
  }
}
