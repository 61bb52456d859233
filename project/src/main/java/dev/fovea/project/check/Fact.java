package dev.fovea.project.check;

import dev.fovea.image.Digest;
import dev.fovea.image.Fingerprint;

/**
 * What one look at a picture told.
 *
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
 * @param bits of a sample
 * @param turned whether EXIF turns it
 * @param cmyk whether the file stores inks
 * @param digest of the file
 * @param print null where the picture is flat
 */
record Fact(
    int width,
    int height,
    int channels,
    int bits,
    boolean turned,
    boolean cmyk,
    Digest digest,
    Fingerprint print) {

  int shorterPx() {
    return Math.min(width, height);
  }

  boolean grey() {
    return channels <= 2;
  }

  boolean alpha() {
    return channels == 2 || channels == 4;
  }
}
