package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CollageTest {
  private static final Image NOISE = noise(50, 40);
  private static final Box ALL = Box.all(NOISE);

  private static Image noise(int width, int height) {
    var samples = new byte[width * height * 3];
    new java.util.Random(5).nextBytes(samples);
    return Image.of8(width, height, 3, samples);
  }

  private static Image put(int width, int height, Box part, Affine map) {
    var collage = Collage.of(NOISE, width, height, 7);
    collage.put(NOISE, part, map, Kernel.BILINEAR, true);
    return collage.image();
  }

  @Test
  void aStraightMapIsOneResampling() {
    Image half = Resample.of(NOISE, 25, 20, Kernel.BILINEAR);
    assertArrayEquals(half.bytes(), put(25, 20, ALL, Affine.scale(0.5, 0.5)).bytes());
    var shifted = Affine.scale(0.5, 0.5).then(Affine.translation(3, -4));
    assertArrayEquals(Pad.of(half, 3, -4, 30, 30, 7).bytes(), put(30, 30, ALL, shifted).bytes());
  }

  @Test
  void negativeFactorsMirror() {
    Image half = Resample.of(NOISE, 25, 20, Kernel.BILINEAR);
    var mirrored = new Affine(-0.5, 0, 20, 0, -0.5, 24);
    Image turned = Flip.topBottom(Flip.leftRight(half));
    assertArrayEquals(Pad.of(turned, -5, 4, 22, 30, 7).bytes(), put(22, 30, ALL, mirrored).bytes());
  }

  @Test
  void aPartLeavesTheRestAlone() {
    var part = new Box(10, 10, 30, 20);
    Image image = put(60, 60, part, Affine.scale(2, 2));
    assertEquals(7, image.at(19, 25, 0));
    assertEquals(7, image.at(60 - 1, 40, 0));
    Image alone = Resample.of(NOISE, part, 40, 20, Kernel.BILINEAR);
    assertArrayEquals(alone.bytes(), Pad.crop(image, 20, 20, 40, 20).bytes());
  }

  @Test
  void whatLiesOutsideChangesNothing() {
    Image empty = put(20, 20, ALL, Affine.translation(20, 0));
    for (byte sample : empty.bytes()) assertEquals(7, sample);
    Image turned = put(20, 20, ALL, Affine.rotation(30).then(Affine.translation(500, 0)));
    for (byte sample : turned.bytes()) assertEquals(7, sample);
  }

  @Test
  void aQuarterTurnMovesPixelsAsTheyAre() {
    var quarter = new Affine(0, -1, 40, 1, 0, 0);
    Image image = put(40, 50, ALL, quarter);
    for (int y = 0; y < 40; y++)
      for (int x = 0; x < 50; x++) assertEquals(NOISE.at(x, y, 1), image.at(39 - y, x, 1));
  }

  @Test
  void settledEdgesAreWholePixels() {
    var map = Affine.scale(0.333, 1.71).then(Affine.translation(2.4, -3.3));
    Box placed = Collage.settled(map, ALL).hull(ALL);
    assertEquals(2, placed.left(), 1e-9);
    assertEquals(19, placed.right(), 1e-9);
    assertEquals(-3, placed.top(), 1e-9);
    assertEquals(65, placed.bottom(), 1e-9);
    Box thin = Collage.settled(Affine.scale(1e-4, 1e-4), ALL).hull(ALL);
    assertEquals(1, thin.width(), 1e-9);
  }

  @Test
  void sixteenBitsFillOnTheirScaleAndDoNotMix() {
    Image deep = Image.of16(1, 1, 1, new short[] {5});
    assertEquals(114 * 257, Collage.of(deep, 2, 2, 114).image().at(1, 1, 0));
    var collage = Collage.of(deep, 2, 2, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> collage.put(NOISE, ALL, Affine.IDENTITY, Kernel.BILINEAR, true));
  }
}
