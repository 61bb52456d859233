package dev.fovea.image;

import static dev.fovea.image.Golden.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkTest {
  @Test
  void equalsPillowsDraft() {
    var rows = Golden.table("smaller.tsv");
    assertEquals(15, rows.size());
    for (String[] row : rows) {
      byte[] file = resource("files/" + row[0]);
      int shrink = Integer.parseInt(row[1]);
      // 19 x 13 px are so many times what is wanted
      var to = Preprocess.imagenet(13 / shrink, 1, Kernel.BILINEAR).withShrink(new Shrink(1));
      Image got = Decode.of(file, row[0], to);
      assertEquals(0, Golden.distance(Golden.image(row, 2), got), row[0] + " by " + shrink);
    }
  }

  @Test
  void keepsTheOversamplingThatIsAskedFor() {
    var two = new Shrink(2);
    assertEquals(1, two.of(3.9));
    assertEquals(2, two.of(4));
    assertEquals(2, two.of(7.9));
    assertEquals(4, two.of(8));
    assertEquals(8, two.of(16));
    assertEquals(8, two.of(1000));
    assertEquals(1, Shrink.NONE.of(1000));
    assertEquals(1, two.of(0.3));
    assertEquals(4, new Shrink(1).of(4.5));
  }

  @Test
  void countsTheSideThatHasFewerPixelsToSpare() {
    var wide = new Header(Format.JPEG, 4000, 1000, 3, 8, 1);
    var two = new Shrink(2);
    assertEquals(2, Preprocess.imagenet(200, 200, Kernel.BILINEAR).withShrink(two).shrink(wide));
    assertEquals(4, Preprocess.stretch(3, 100, 100).withShrink(two).shrink(wide));
    assertEquals(1, Preprocess.stretch(3, 300, 100).withShrink(two).shrink(wide));
    assertEquals(8, Preprocess.letterbox(200, 200, 1).withShrink(two).shrink(wide));
    var turned = new Header(Format.JPEG, 1000, 4000, 3, 8, 6); // upright it is wide
    assertEquals(1, Preprocess.stretch(3, 300, 100).withShrink(two).shrink(turned));
    assertEquals(1, Preprocess.stretch(3, 100, 100).shrink(wide));
  }

  @Test
  void theFileIsTurnedAsEver(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("turn6.jpg");
    Files.write(file, resource("files/turn6.jpg"));
    Image half = Decode.of(file, header -> 2);
    Image whole = Decode.of(file);
    assertEquals((whole.width() + 1) / 2, half.width());
    assertEquals((whole.height() + 1) / 2, half.height());
  }

  @Test
  void refusesNonsense() {
    for (double wrong : new double[] {-1, 0.5, 17, Double.NaN}) {
      assertEquals(
          "shrink: the oversampling is 1 to 16, or 0 for files decoded whole, got " + wrong,
          assertThrows(IllegalArgumentException.class, () -> new Shrink(wrong)).getMessage());
    }
  }
}
