package dev.fovea.image;

import static dev.fovea.image.Golden.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against torchvision's Resize, CenterCrop, ToTensor, Normalize. */
class PreprocessTest {
  @Test
  void ofLargePicturesFewerRunAtOnce() {
    assertEquals(64, Preprocess.stretch(3, 224, 224).atOnce(64));
    assertEquals(21, Preprocess.stretch(3, 512, 512).atOnce(64));
    assertEquals(2, Preprocess.stretch(3, 512, 512).atOnce(2));
    assertEquals(1, Preprocess.stretch(3, 4000, 3000).atOnce(64));
  }

  @Test
  void equalsTorchvisionBitForBit() {
    var sources = Golden.sources();
    var rows = Golden.table("preprocess.tsv");
    for (String[] row : rows) {
      var preprocess = Preprocess.imagenet(whole(row[1]), whole(row[2]), Kernel.valueOf(row[3]));
      var got = new float[preprocess.floats() + 2];
      preprocess.of(sources.get(row[0]), FloatBuffer.wrap(got), 1);
      float[] planes = java.util.Arrays.copyOfRange(got, 1, got.length - 1);
      assertArrayEquals(Golden.floats(row[4]), planes, () -> row[0] + " " + row[1] + " " + row[2]);
      assertEquals(0, got[0]);
      assertEquals(0, got[got.length - 1]);
    }
    assertEquals(40, rows.size());
  }

  /** What the crop cuts off is not worked out, and nothing else changes. */
  @Test
  void theMiddleIsThatOfTheWholeResizedPicture() {
    var random = new Random(7);
    var kernels = List.of(Kernel.values());
    for (int round = 0; round < 300; round++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      int channels = 1 + random.nextInt(4);
      int size = 1 + random.nextInt(60);
      var resize =
          new Resize.Shortest(
              size, kernels.get(random.nextInt(kernels.size())), random.nextBoolean());
      var crop = new Crop(1 + random.nextInt(size), 1 + random.nextInt(size));
      Image image = noise(random, width, height, channels);
      Image whole = resize.of(image);
      Image got = crop.of(image, resize);
      String what = image + " " + resize + " " + crop;
      assertEquals(crop.widthPx(), got.width(), what);
      assertEquals(crop.heightPx(), got.height(), what);
      Image expected = crop.of(whole);
      for (int y = 0; y < got.height(); y++)
        for (int x = 0; x < got.width(); x++)
          for (int c = 0; c < channels; c++)
            assertEquals(expected.at(x, y, c), got.at(x, y, c), what);
    }
  }

  private static Image noise(Random random, int width, int height, int channels) {
    int size = width * height * channels;
    if (random.nextInt(3) > 0) {
      var samples = new byte[size];
      random.nextBytes(samples);
      return Image.of8(width, height, channels, samples);
    }
    var samples = new short[size];
    for (int i = 0; i < size; i++) samples[i] = (short) random.nextInt();
    return Image.of16(width, height, channels, samples);
  }

  @Test
  void sixteenBitsAreScaledNotCut() {
    var preprocess = Preprocess.stretch(1, 1, 2);
    var out = FloatBuffer.allocate(2);
    preprocess.of(Image.of16(2, 1, 1, new short[] {257, (short) 65535}), out, 0);
    assertEquals(257 / 65535f, out.get(0));
    assertEquals(1f, out.get(1));
    preprocess.of(Image.of16(2, 1, 1, new short[] {258, 0}), out, 0);
    assertEquals(258 / 65535f, out.get(0));
  }

  @Test
  void greyIsWeighedAndAlphaFollowsItsRule() {
    Image pixel = Image.of8(1, 1, 4, new byte[] {(byte) 200, 100, 50, 51});
    assertEquals(124, Convert.of(pixel, Colours.GREY, new AlphaRule.Drop()).at(0, 0, 0));
    Image over = Convert.of(pixel, Colours.RGB, new AlphaRule.Over(255, 255, 255));
    assertEquals(244, over.at(0, 0, 0)); // (200 * 51 + 255 * 204) / 255
    assertEquals(214, over.at(0, 0, 2));
  }

  @Test
  void letterboxFillsOnTheStatedSide() {
    var atEnd = new Resize.Letterbox(8, 8, 7, 4, true, Kernel.NEAREST, true);
    var atStart = new Resize.Letterbox(8, 8, 7, 4, false, Kernel.NEAREST, true);
    var samples = new byte[8 * 5];
    java.util.Arrays.fill(samples, (byte) 99);
    Image wide = Image.of8(8, 5, 1, samples);
    Image end = atEnd.of(wide);
    assertEquals(7, end.at(0, 0, 0));
    assertEquals(99, end.at(0, 1, 0));
    assertEquals(99, end.at(0, 5, 0));
    assertEquals(7, end.at(0, 6, 0));
    assertEquals(7, atStart.of(wide).at(0, 1, 0));
    assertEquals(99, atStart.of(wide).at(0, 6, 0));
  }

  @Test
  void letterboxGoesBackAndIsCutAtTheEdges() {
    var box = new Resize.Letterbox(640, 640, 114, 32, true, Kernel.BILINEAR, true);
    Placement place = box.placement(1000, 750);
    assertEquals(new Placement(1000, 750, 0, 80, 640, 480), place);
    Point there = place.forward(new Point(500, 300));
    assertEquals(new Point(320, 272), there);
    assertEquals(new Point(500, 300), place.back(there));
    assertEquals(new Box(0, 0, 1000, 750), place.back(new Box(-5, 10, 700, 630)));
  }

  @Test
  void refusesWhatCannotBe() {
    var stride =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Resize.Letterbox(640, 650, 114, 32, true, Kernel.BILINEAR, true));
    assertEquals(
        "letterbox: 640x650 px (height x width) are not multiples of the stride 32; choose sides"
            + " that are",
        stride.getMessage());
    var crop =
        assertThrows(
            IllegalArgumentException.class, () -> Preprocess.imagenet(224, 256, Kernel.BILINEAR));
    assertEquals(
        "preprocess: a crop of 256x256 px does not fit in pictures whose shorter side is 224 px",
        crop.getMessage());
    var means =
        assertThrows(
            IllegalArgumentException.class,
            () -> Preprocess.stretch(3, 8, 8).withNumbers(List.of(0.5), List.of(0.5)));
    assertEquals("preprocess: RGB has 3 channels, but there are 1 means", means.getMessage());
    var ready =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Preprocess.stretch(3, 8, 8)
                    .write(Golden.sources().get("rgb"), FloatBuffer.allocate(192), 0));
    assertEquals(
        "preprocess: expected a picture of 8x8 px and 3 channels, got Image[29x21 px, 3 channels, 8"
            + " bit]",
        ready.getMessage());
  }
}
