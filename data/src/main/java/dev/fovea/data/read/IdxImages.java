package dev.fovea.data.read;

import dev.fovea.image.Image;
import java.util.Arrays;

/** Grey pictures of one size that lie in memory, {@code [count, height, width]}. */
final class IdxImages {
  private final int count;
  private final int height;
  private final int width;
  private final byte[] pixels;

  IdxImages(int count, int height, int width, byte[] pixels) {
    this.count = count;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  int count() {
    return count;
  }

  /** A copy of one picture. */
  Image image(int index) {
    int size = height * width;
    return Image.of8(
        width, height, 1, Arrays.copyOfRange(pixels, index * size, (index + 1) * size));
  }
}
