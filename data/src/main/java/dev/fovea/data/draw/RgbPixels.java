package dev.fovea.data.draw;

import dev.fovea.image.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The pixels of a picture under the pen, one 0xRRGGBB each, row by row. */
final class RgbPixels {
  private RgbPixels() {}

  /** The pixels themselves, not a copy, of a {@code TYPE_INT_RGB} picture. */
  static int[] of(BufferedImage picture) {
    return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
  }

  /** A copy that no pen changes any more. */
  static Image image(BufferedImage picture) {
    int[] pixels = of(picture);
    var samples = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      samples[3 * i] = (byte) (pixels[i] >> 16);
      samples[3 * i + 1] = (byte) (pixels[i] >> 8);
      samples[3 * i + 2] = (byte) pixels[i];
    }
    return Image.of8(picture.getWidth(), picture.getHeight(), 3, samples);
  }
}
