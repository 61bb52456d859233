package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** Frequencies that lie at the median fall to either side of it. */
  private static final int ROUNDING = 4;

  @Test
  void equalsSciPysTransform() {
    for (String[] row : Golden.table("fingerprint.tsv")) {
      var got = Fingerprint.of(Decode.of(Golden.resource("files/" + row[0]), row[0])).orElseThrow();
      int distance = got.distance(of(row[1]));
      assertTrue(distance <= ROUNDING, row[0] + " differs in " + distance + " bits");
    }
  }

  @Test
  void copiesAreNearAndOtherPicturesAreFar() {
    Image scene = scene(1);
    var print = Fingerprint.of(scene).orElseThrow();
    near(print, Decode.of(Encode.jpeg(scene, 30), "jpeg"));
    near(print, Resample.of(scene, 150, 110, Kernel.BICUBIC));
    near(print, Colour.brightness(scene, 1.2));
    near(print, Colour.contrast(scene, 0.7));
    near(print, Damage.gaussianNoise(scene, 0.04, new Random(3)));
    for (int seed = 2; seed < 30; seed++) {
      int distance = print.distance(Fingerprint.of(scene(seed)).orElseThrow());
      assertTrue(distance > 80, "another scene differs in " + distance + " bits");
    }
  }

  @Test
  void flatPicturesHaveNone() {
    var grey = new byte[100 * 80];
    Arrays.fill(grey, (byte) 90);
    assertTrue(Fingerprint.of(Image.of8(100, 80, 1, grey)).isEmpty());
    Image noisy = Damage.gaussianNoise(Image.of8(100, 80, 1, grey), 0.002, new Random(1));
    assertTrue(Fingerprint.of(noisy).isEmpty());
    for (int i = 0; i < grey.length; i++) grey[i] = (byte) (i % 100);
    assertFalse(Fingerprint.of(Image.of8(100, 80, 1, grey)).isEmpty());
  }

  @Test
  void aGlanceIsTheSamePictureSmaller() {
    Image scene = scene(4);
    byte[] file = Encode.jpeg(scene, 90);
    Glance glance = Glance.of(file, "scene.jpg", 64);
    assertEquals(300, glance.width());
    assertEquals(220, glance.height());
    assertEquals(150, glance.small().width());
    assertEquals(110, glance.small().height());
    near(Fingerprint.of(scene).orElseThrow(), glance.small());
    assertEquals(300, Glance.of(file, "scene.jpg", 200).small().width());
    byte[] cut = Arrays.copyOf(file, file.length / 2);
    assertThrows(ImageException.class, () -> Glance.of(cut, "cut.jpg", 64));
    assertEquals(glance.digest(), Glance.of(file.clone(), "other.jpg", 64).digest());
  }

  @Test
  void aGlanceTellsInksAndTurns() {
    assertTrue(glance("cmyk.jpg").cmyk());
    assertTrue(glance("cmyk.tif").cmyk());
    assertFalse(glance("sampling0.jpg").cmyk());
    for (int turn = 1; turn <= 8; turn++) {
      Glance glance = glance("turn" + turn + ".jpg");
      assertEquals(turn != 1, glance.turned());
      assertEquals(glance.width(), glance.small().width(), "turn " + turn);
    }
    assertEquals(16, glance("grey16.png").bits());
    Image grey = Decode.of(Golden.resource("files/grey.png"), "grey");
    assertEquals(Glance.of(grey).digest(), Glance.of(grey).digest());
    assertFalse(Glance.of(grey).digest().equals(Glance.of(scene(1)).digest()));
  }

  private static Glance glance(String name) {
    return Glance.of(Golden.resource("files/" + name), name, 64);
  }

  private static void near(Fingerprint print, Image copy) {
    int distance = print.distance(Fingerprint.of(copy).orElseThrow());
    assertTrue(distance <= 20, "a copy differs in " + distance + " bits");
  }

  private static Fingerprint of(String bits) {
    var words = new long[4];
    for (int i = 0; i < 256; i++) if (bits.charAt(i) == '1') words[i >> 6] |= 1L << (i & 63);
    return new Fingerprint(words[0], words[1], words[2], words[3]);
  }

  /** Discs of many sizes and colours, 300 x 220 px. */
  private static Image scene(int seed) {
    var dice = new Random(seed);
    var canvas = Canvas.blank(300, 220, dice.nextInt(1 << 24));
    for (int i = 0; i < 60; i++)
      canvas.fill(
          new java.awt.geom.Ellipse2D.Double(
              dice.nextInt(300) - 20,
              dice.nextInt(220) - 20,
              10 + dice.nextInt(70),
              10 + dice.nextInt(70)),
          dice.nextInt(1 << 24));
    return canvas.toImage();
  }
}
