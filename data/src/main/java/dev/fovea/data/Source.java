package dev.fovea.data;

import dev.fovea.image.Glance;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import java.util.function.ToIntFunction;

/** Where the picture of one example comes from; safe to use from several threads. */
public interface Source {

  /**
   * Reads and decodes the picture.
   *
   * @throws dev.fovea.image.ImageException when it cannot be decoded, in one sentence
   */
  Image image();

  /**
   * Reads and decodes the picture, smaller where its file allows and {@code shrink} asks for it,
   * see {@link dev.fovea.image.Decode}.
   *
   * @throws dev.fovea.image.ImageException when it cannot be decoded, in one sentence
   */
  default Image image(ToIntFunction<Header> shrink) {
    return image();
  }

  /**
   * Looks at the picture as quickly as its file allows.
   *
   * @param leastPx that the shorter side of the small picture keeps, unless it is smaller
   * @throws dev.fovea.image.ImageException when it cannot be decoded, in one sentence
   */
  default Glance glance(int leastPx) {
    return Glance.of(image());
  }

  /**
   * Looks, without decoding, whether this can be a picture.
   *
   * @throws dev.fovea.image.ImageException when it surely cannot be decoded, in one sentence
   */
  void check();

  /** Whether {@link #image} costs so little that keeping its answer does not pay. */
  default boolean inMemory() {
    return false;
  }
}
