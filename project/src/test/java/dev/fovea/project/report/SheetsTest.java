package dev.fovea.project.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SheetsTest {
  private static final int GREEN = 0xff00c800;

  private static Image green() {
    byte[] samples = new byte[28 * 28 * 3];
    for (int i = 1; i < samples.length; i += 3) samples[i] = (byte) 200;
    return Image.of8(28, 28, 3, samples);
  }

  private static Judged judged(String answer) {
    return new Judged(green(), "val/cat/1.png", "cat", answer, 0.87);
  }

  @Test
  void trainingSheetShowsEveryImage() throws IOException {
    var images = IntStream.range(0, 16).mapToObj(i -> new Seen(green(), "cat")).toList();
    BufferedImage sheet = read(Sheets.training(images));
    assertTrue(sheet.getWidth() > sheet.getHeight() * 2, "8 columns, 2 rows");
    assertEquals(16 * 112 * 112, count(sheet, GREEN), "28 px grow by whole factors to 112");
  }

  @Test
  void worstSheetMarksWrongAnswers() throws IOException {
    BufferedImage wrong = read(Sheets.worst(List.of(judged("dog"))));
    BufferedImage right = read(Sheets.worst(List.of(judged("cat"))));
    int red = 0xffc62828;
    assertTrue(count(wrong, red) > 300, "a red frame");
    assertEquals(0, count(right, red));
  }

  @Test
  void worstSheetSaysFileTruthAnswerAndConfidence() throws IOException {
    assertEquals("1.png\ncat\n→ dog 87 %", Sheets.caption(judged("dog")));
    BufferedImage sheet = read(Sheets.worst(List.of(judged("dog"))));
    assertTrue(sheet.getHeight() > 168 + 3 * 14, "three lines of text");
  }

  @Test
  void pageGetsASmallCopyOfAnyImage() throws IOException {
    Mistake tiny = judged("dog").mistake();
    assertTrue(tiny.wrong());
    assertFalse(judged("cat").mistake().wrong());
    assertEquals(140, read(tiny.picture()).getWidth(), "5 times 28");
    var large = new Judged(Image.of16(1000, 500, 2, new short[1_000_000]), "f", "a", "a", 1);
    BufferedImage small = read(large.mistake().picture());
    assertEquals(320, small.getWidth());
    assertEquals(160, small.getHeight());
    assertTrue(large.mistake().picture().dataUri().startsWith("data:image/jpeg;base64,/9j/"));
  }

  @Test
  void noImageIsAWarning() {
    assertEquals(
        "the sheet of training images has no image to show", Sheets.training(List.of()).warning());
  }

  private static BufferedImage read(Picture picture) throws IOException {
    assertEquals("", picture.warning());
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  private static long count(BufferedImage image, int rgb) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).filter(p -> p == rgb).count();
  }
}
