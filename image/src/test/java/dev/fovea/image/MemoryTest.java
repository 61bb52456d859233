package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/**
 * Native memory after a thousand pictures. A leak of one picture a decode would be 2.4 GB; half of
 * that is allowed, beside all of the Java heap, whose pages are resident too once they have been
 * touched. Time and load play no part.
 */
class MemoryTest {
  private static final int PICTURES = 1000;

  @Test
  void staysFlat() {
    Image image = Image.of8(1000, 800, 3, new byte[1000 * 800 * 3]);
    byte[] jpeg = Encode.jpeg(image, 90);
    byte[] cut = java.util.Arrays.copyOf(jpeg, jpeg.length / 2);
    round(jpeg, cut, 50);
    long pointers = Pointer.totalBytes();
    long resident = Pointer.physicalBytes();
    round(jpeg, cut, PICTURES);
    assertEquals(pointers, Pointer.totalBytes(), "bytes that JavaCPP has not given back");
    long grown = Pointer.physicalBytes() - resident - Runtime.getRuntime().totalMemory();
    long leak = (long) PICTURES * image.bytes().length;
    assertTrue(
        grown < leak / 2, "resident memory grew by " + (grown >> 20) + " MB beside the heap");
  }

  private static void round(byte[] jpeg, byte[] cut, int pictures) {
    for (int i = 0; i < pictures; i++) {
      Image image = Decode.of(jpeg, "whole");
      if (i % 10 == 0) {
        Encode.png(image);
        try {
          Decode.of(cut, "cut");
          throw new AssertionError("a cut file was read");
        } catch (ImageException e) {
          assertEquals(ImageException.Kind.BROKEN, e.kind());
        }
      }
    }
  }
}
