package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Preprocess CROPS = Preprocess.imagenet(20, 16, Kernel.BILINEAR);
  private static final Preprocess WHOLE = Preprocess.stretch(3, 32, 32);

  @Test
  void theFirstViewIsWhatPreprocessingMakes() {
    Image picture = Golden.sources().get("rgb");
    for (Views views : Views.values()) {
      var all = views.of(picture, CROPS);
      assertEquals(views.count(), all.size());
      assertEquals(0, Golden.distance(CROPS.image(picture), all.get(0)));
      for (Image view : all) assertEquals(16 * 16 * 3, view.bytes().length);
      assertEquals(views, Views.of(views.word()));
    }
  }

  /** 29 x 21 px become 27 x 20; the corners of that. */
  @Test
  void fiveCropsAreTheMiddleAndTheCorners() {
    Image picture = Golden.sources().get("rgb");
    Image resized = CROPS.resize().of(picture);
    var five = Views.FIVE_CROP.of(picture, CROPS);
    int[][] corners = {{0, 0}, {11, 0}, {0, 4}, {11, 4}};
    for (int i = 0; i < 4; i++) {
      Image corner = Pad.crop(resized, corners[i][0], corners[i][1], 16, 16);
      assertArrayEquals(corner.bytes(), five.get(i + 1).bytes());
    }
    var ten = Views.TEN_CROP.of(picture, CROPS);
    assertArrayEquals(Flip.leftRight(five.get(3)).bytes(), ten.get(8).bytes());
  }

  @Test
  void shiftsAndScalesKeepThePictureInPlace() {
    var samples = new byte[32 * 32 * 3];
    for (int k = 0; k < 3; k++) samples[(20 * 32 + 10) * 3 + k] = (byte) 200;
    Image dot = Image.of8(32, 32, 3, samples);
    List<Image> shifts = Views.SHIFT.of(dot, WHOLE);
    assertEquals(200, shifts.get(1).at(8, 20, 0));
    assertEquals(200, shifts.get(2).at(12, 20, 0));
    assertEquals(200, shifts.get(3).at(10, 18, 0));
    assertEquals(200, shifts.get(4).at(10, 22, 0));
    Image larger = Views.SCALE.of(Image.of8(32, 32, 3, white()), WHOLE).get(1);
    Image smaller = Views.SCALE.of(Image.of8(32, 32, 3, white()), WHOLE).get(2);
    assertEquals(255, larger.at(0, 0, 0));
    assertEquals(0, smaller.at(0, 0, 0));
    assertEquals(255, smaller.at(16, 16, 0));
  }

  private static byte[] white() {
    var samples = new byte[32 * 32 * 3];
    java.util.Arrays.fill(samples, (byte) 255);
    return samples;
  }

  @Test
  void whatCannotBeIsRefused() {
    Image picture = Golden.sources().get("rgb");
    var crops = assertThrows(ImageException.class, () -> Views.FIVE_CROP.of(picture, WHOLE));
    assertEquals(
        "five-crop needs a model whose preprocessing crops, and this one's brings whole pictures"
            + " to 32x32 px; take flip, shift or scale",
        crops.getMessage());
    var word = assertThrows(IllegalArgumentException.class, () -> Views.of("flips"));
    assertEquals(
        "expected one of none, flip, shift, scale, five-crop, ten-crop, got flips",
        word.getMessage());
  }
}
