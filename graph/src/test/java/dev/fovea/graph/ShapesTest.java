package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
  /** Printed by src/test/python/shapes.py: window and image in px, then what PyTorch leaves. */
  @ParameterizedTest
  @CsvSource({
    "7, 3, 2, 1, 1, 4, 4, 4, 4, 14",
    "7, 2, 3, 0, 1, 2, 2, 3, 3, 22",
    "7, 3, 1, 0, 2, 3, 3, 3, 5, 11",
    "7, 5, 3, 2, 1, 3, 3, 3, 3, 21",
    "8, 3, 2, 1, 1, 4, 4, 5, 5, 16",
    "8, 2, 3, 0, 1, 3, 3, 3, 3, 25",
    "8, 3, 1, 0, 2, 4, 4, 4, 6, 12",
    "8, 5, 3, 2, 1, 3, 3, 4, 4, 24",
    "11, 3, 2, 1, 1, 6, 6, 6, 6, 22",
    "11, 2, 3, 0, 1, 4, 4, 4, 4, 34",
    "11, 3, 1, 0, 2, 7, 7, 7, 9, 15",
    "11, 5, 3, 2, 1, 4, 4, 5, 5, 33"
  })
  void slidesWindowsAsPyTorchDoes(
      int px, int k, int s, int p, int d, int conv, int floor, int ceil, int average, int grown) {
    Size kernel = Size.of(k);
    Size stride = Size.of(s);
    Size padding = Size.of(p);
    Size dilation = Size.of(d);
    Size more = Size.of(s - 1);

    assertEquals(conv, side(px, new Op.Conv2d(1, 1, kernel, stride, padding, dilation, 1, true)));
    assertEquals(floor, side(px, new Op.MaxPool2d(kernel, stride, padding, dilation, false)));
    assertEquals(ceil, side(px, new Op.MaxPool2d(kernel, stride, padding, dilation, true)));
    assertEquals(average, side(px, new Op.AvgPool2d(kernel, stride, padding, true, true)));
    assertEquals(
        grown,
        side(px, new Op.ConvTranspose2d(1, 1, kernel, stride, padding, more, dilation, 1, true)));
  }

  private static int side(int px, Op op) {
    Network network = Wire.image("net", 1).then("op", op).network("out");
    return ((Shape.Map) Shapes.of(network, px, px).get("op")).h();
  }
}
