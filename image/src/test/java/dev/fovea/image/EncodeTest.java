package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.ImageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that we write, read by the JDK's own readers and by ours. */
class EncodeTest {
  @Test
  void pngKeepsEverySample() throws IOException {
    for (var entry : Golden.sources().entrySet()) {
      Image image = entry.getValue();
      byte[] png = Encode.png(image);
      Image back = Decode.of(png, entry.getKey());
      if (image.channels() == 2) { // written as RGBA
        back = Image.of8(image.width(), image.height(), 2, firstAndAlpha(back.bytes()));
      }
      assertEquals(0, Golden.distance(image, back), entry.getKey());
      if (image.channels() == 3) {
        int rgb = ImageIO.read(new ByteArrayInputStream(png)).getRGB(5, 4);
        assertEquals(
            image.at(5, 4, 0) << 16 | image.at(5, 4, 1) << 8 | image.at(5, 4, 2), rgb & 0xffffff);
      }
    }
  }

  private static byte[] firstAndAlpha(byte[] rgba) {
    var out = new byte[rgba.length / 2];
    for (int i = 0; i < out.length; i += 2) {
      out[i] = rgba[2 * i];
      out[i + 1] = rgba[2 * i + 3];
    }
    return out;
  }

  @Test
  void jpegIsNearAndQualityCounts() {
    Image rgb = Decode.of(Golden.resource("files/sampling0.jpg"), "smooth");
    byte[] good = Encode.jpeg(rgb, 95);
    assertTrue(Golden.distance(rgb, Decode.of(good, "good")) < 30);
    assertTrue(Encode.jpeg(rgb, 10).length < good.length);
    Image rgba = Golden.sources().get("rgba");
    assertEquals(
        "JPEG holds 8-bit grey or RGB, got Image[29x21 px, 4 channels, 8 bit]; write PNG instead",
        assertThrows(IllegalArgumentException.class, () -> Encode.jpeg(rgba, 95)).getMessage());
  }

  @Test
  void writingReplacesAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
    Image rgb = Golden.sources().get("rgb");
    Path file = folder.resolve("picture.PNG");
    Files.writeString(file, "old");
    Encode.write(rgb, file);
    assertEquals(0, Golden.distance(rgb, Decode.of(file)));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    var suffix =
        assertThrows(
            IllegalArgumentException.class, () -> Encode.write(rgb, folder.resolve("a.tga")));
    assertEquals(
        folder.resolve("a.tga") + ": pictures are written as .png, .jpg or .jpeg",
        suffix.getMessage());
    Path nowhere = folder.resolve("no/a.png");
    var e = assertThrows(ImageException.class, () -> Encode.write(rgb, nowhere));
    assertEquals(Kind.UNREADABLE, e.kind());
    assertTrue(e.getMessage().startsWith(nowhere + " cannot be written: "), e.getMessage());
  }
}
