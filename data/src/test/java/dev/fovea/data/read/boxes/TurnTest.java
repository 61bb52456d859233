package dev.fovea.data.read.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.data.Dataset;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes of pictures that EXIF turns: they stay on what they were drawn around. */
class TurnTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;

  @TempDir Path root;

  @Test
  void aBoxStaysOnItsThing() throws Exception {
    for (int orientation = 5; orientation <= 8; orientation++) {
      Dataset data = turned(orientation, WIDTH, HEIGHT);
      assertEquals(
          "1 picture is turned by EXIF and labelled as stored; their boxes are turned with them: "
              + "1.jpg, 32 x 48 px, and 48 x 32 px in "
              + root.resolve("1.xml"),
          data.warnings().getFirst());
      var example = data.split(Split.TRAIN).getFirst();
      Image upright = example.source().image();
      Box box = ((Truth.Objects) example.truth()).things().getFirst().box();
      assertEquals(HEIGHT, upright.width());
      double inside = 0;
      double all = 0;
      for (int y = 0; y < upright.height(); y++) {
        for (int x = 0; x < upright.width(); x++) {
          int level = upright.bytes()[(y * upright.width() + x) * upright.channels()] & 0xFF;
          if (level < 128) continue;
          all++;
          if (x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom()) inside++;
        }
      }
      assertEquals(16 * 8, all, "orientation " + orientation);
      assertEquals(all, inside, "orientation " + orientation + ": " + box);
    }
  }

  @Test
  void labelsOfTheUprightPictureStay() throws Exception {
    Dataset data = turned(6, 32, 48);
    assertEquals(0, data.warnings().size(), data.warnings().toString());
    var example = data.split(Split.TRAIN).getFirst();
    assertEquals(
        Thing.of(0, new Box(8, 16, 24, 24)), ((Truth.Objects) example.truth()).things().getFirst());
  }

  @Test
  void anotherSizeIsSaid() throws Exception {
    Dataset data = turned(1, 96, 64);
    assertEquals(
        "1 picture has another size than the labels say; boxes are taken as they are: 1.jpg, 48 x 32"
            + " px, and 96 x 64 px in "
            + root.resolve("1.xml"),
        data.warnings().getFirst());
  }

  /** A white rectangle from (8, 16) to (24, 24) in the stored picture. */
  private Dataset turned(int orientation, int width, int height) throws Exception {
    var samples = new byte[WIDTH * HEIGHT * 3];
    for (int y = 16; y < 24; y++) {
      for (int i = (y * WIDTH + 8) * 3; i < (y * WIDTH + 24) * 3; i++) samples[i] = -1;
    }
    byte[] jpeg = Encode.jpeg(Image.of8(WIDTH, HEIGHT, 3, samples), 100);
    var exif =
        HexFormat.of()
            .parseHex(
                "FFE100224578696600004D4D002A0000000800010112000300000001%04X000000000000"
                    .formatted(orientation));
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    PictureFiles.bytes(root.resolve("1.jpg"), out.toByteArray());
    PictureFiles.text(
        root.resolve("1.xml"),
        "<annotation><size><width>%d</width><height>%d</height></size><object><name>a</name><bndbox><xmin>9</xmin><ymin>17</ymin><xmax>24</xmax><ymax>24</ymax></bndbox></object></annotation>"
            .formatted(width, height));
    return Boxes.open(root);
  }
}
