package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/** Chooses the decoder of a format; the orientation is not yet applied. */
public final class Pixels {
  private Pixels() {}

  /** The pixels as stored. */
  public static Image of(byte[] file, String name, Header header) {
    return OpenCv.decode(file, name, header);
  }
}
