package dev.fovea.image;

import java.nio.FloatBuffer;

/** Samples {@code [h, w, c]} to floats {@code [c, h, w]}, a plane at a time. */
final class Planes {
  private Planes() {}

  static void write(Image image, Numbers numbers, FloatBuffer out, int offset) {
    int pixels = image.width() * image.height();
    var plane = new float[pixels];
    for (int channel = 0; channel < image.channels(); channel++) {
      if (image.bits() == 8) {
        plane8(image, numbers, channel, plane);
      } else {
        plane16(image, numbers, channel, plane);
      }
      out.put(offset + channel * pixels, plane);
    }
  }

  private static void plane8(Image image, Numbers numbers, int channel, float[] plane) {
    var table = new float[256];
    for (int sample = 0; sample < 256; sample++) {
      table[sample] = numbers.of(sample, 255, channel);
    }
    byte[] in = image.bytes();
    int c = image.channels();
    for (int i = 0, at = channel; i < plane.length; i++, at += c) {
      plane[i] = table[in[at] & 0xff];
    }
  }

  private static void plane16(Image image, Numbers numbers, int channel, float[] plane) {
    short[] in = image.shorts();
    int c = image.channels();
    for (int i = 0, at = channel; i < plane.length; i++, at += c) {
      plane[i] = numbers.of(in[at] & 0xffff, 65535, channel);
    }
  }
}
