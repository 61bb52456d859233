package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LetterboxTest {
  private static final Preprocess TO = Preprocess.letterbox(320, 416, 32);

  @Test
  void theOddPixelGoesToTheRightAndBelow() {
    assertEquals(new Placement(416, 317, 0, 1, 416, 317), TO.placement(416, 317));
    assertEquals(new Placement(315, 320, 50, 0, 315, 320), TO.placement(315, 320));
    var first =
        new Resize.Letterbox(320, 416, 114, 32, false, Kernel.BILINEAR, true).placement(416, 317);
    assertEquals(2, first.top());
  }

  @Test
  void whatThePictureDoesNotCoverIs114() {
    var white = new byte[100 * 60 * 3];
    java.util.Arrays.fill(white, (byte) 255);
    Image image = TO.image(Image.of8(100, 60, 3, white));
    var at = TO.placement(100, 60);
    for (int y = 0; y < 320; y++) {
      boolean inside = y >= at.top() && y < at.top() + at.height();
      assertEquals(inside ? 255 : 114, image.at(200, y, 1), "row " + y);
    }
  }

  @Test
  void thereAndBackIsTheSamePlace() {
    var random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      int width = 1 + random.nextInt(5000);
      int height = 1 + random.nextInt(5000);
      var at = TO.placement(width, height);
      assertTrue(
          at.left() >= 0
              && at.top() >= 0
              && at.left() + at.width() <= 416
              && at.top() + at.height() <= 320);
      var p = new Point(random.nextDouble() * width, random.nextDouble() * height);
      Point there = at.forward(p);
      Point mapped = at.map().apply(p.x(), p.y());
      Point back = at.back(there);
      assertEquals(there.x(), mapped.x(), 1e-9);
      assertEquals(there.y(), mapped.y(), 1e-9);
      assertEquals(p.x(), back.x(), 1e-9);
      assertEquals(p.y(), back.y(), 1e-9);
    }
  }

  @Test
  void boxesThatReachIntoThePaddingAreCutAtThePicture() {
    var at = TO.placement(640, 480); // 416 x 312 px, 4 px above
    assertEquals(new Box(0, 0, 640, 480), at.back(new Box(-9, 1, 500, 319)));
    Box inside = new Box(12.5, 30.25, 99, 400);
    Box again = at.back(at.map().hull(inside));
    assertEquals(inside.left(), again.left(), 1e-9);
    assertEquals(inside.bottom(), again.bottom(), 1e-9);
  }
}
