package dev.fovea.image;

import static dev.fovea.image.Golden.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.image.codec.Headers;
import dev.fovea.image.codec.Pixels;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Files that libjpeg reads with a line on the screen give the same picture. */
class JpegNoiseTest {
  private static void same(byte[] file, byte[] other) {
    Image expected = Decode.of(file, "a");
    assertEquals(
        0, Golden.distance(expected, Pixels.of(other, "b", Headers.of(other, "b"))), "pixels");
  }

  private static byte[] with(byte[] file, int at, int... more) {
    var out = new ByteArrayOutputStream();
    out.write(file, 0, at);
    for (int b : more) {
      out.write(b);
    }
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  @Test
  void strayBytesBetweenSegmentsAndBehindScans() {
    for (String name : new String[] {"sampling0.jpg", "grey.jpg", "restart.jpg"}) {
      byte[] jpeg = resource("files/" + name);
      int second = 2 + 2 + ((jpeg[4] & 0xff) << 8 | (jpeg[5] & 0xff));
      same(jpeg, with(jpeg, second, 1, 2, 3, 4));
      same(jpeg, with(jpeg, jpeg.length - 2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7));
    }
  }

  @Test
  void unknownVersionsOfJfif() {
    byte[] jpeg = resource("files/grey.jpg");
    byte[] odd = jpeg.clone();
    assertEquals('J', odd[6]);
    odd[11] = 113;
    same(jpeg, odd);
  }
}
