package dev.fovea.predict.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.image.Box;
import org.junit.jupiter.api.Test;

class IouTest {
  @Test
  void sharedOverCovered() {
    var box = new Box(0, 0, 4, 4);
    assertEquals(1, Iou.of(box, box));
    assertEquals(0.75, Iou.of(box, new Box(0, 0, 4, 3)));
    assertEquals(1 / 7.0, Iou.of(new Box(0, 0, 2, 2), new Box(1, 1, 3, 3)));
  }

  @Test
  void touchingApartOrWithoutAreaIsNothing() {
    var box = new Box(0, 0, 4, 4);
    assertEquals(0, Iou.of(box, new Box(4, 0, 8, 4)));
    assertEquals(0, Iou.of(box, new Box(0, 5, 4, 8)));
    assertEquals(0, Iou.of(new Box(1, 1, 1, 1), new Box(1, 1, 1, 1)));
  }

  @Test
  void rowsOfManyBoxes() {
    double[] a = {9, 9, 9, 9, 0, 0, 3, 2};
    double[] b = {1, 1, 5, 5};
    assertEquals(2, Iou.intersection(a, 1, b, 0));
    assertEquals(0, Iou.intersection(a, 0, b, 0));
    assertEquals(6, Iou.area(a, 1));
  }
}
