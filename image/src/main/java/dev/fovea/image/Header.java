package dev.fovea.image;

import dev.fovea.image.codec.Headers;
import java.nio.file.Path;

/**
 * What a picture file says of itself before any pixel is decoded.
 *
 * @param width in pixels as stored, before the orientation is applied
 * @param height in pixels as stored
 * @param channels that the decoded picture will have: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
 * @param bits of a decoded sample: 8 or 16
 * @param orientation of EXIF, 1 (upright) to 8
 */
public record Header(
    Format format, int width, int height, int channels, int bits, int orientation) {

  /** The header of a file; refuses with an {@link ImageException} what cannot be decoded. */
  public static Header of(Path file) {
    return Headers.of(file);
  }

  /** The header of a file's content; {@code name} stands in the messages. */
  public static Header of(byte[] file, String name) {
    return Headers.of(file, name);
  }

  /** Width in pixels once the orientation is applied. */
  public int uprightWidth() {
    return orientation > 4 ? height : width;
  }

  /** Height in pixels once the orientation is applied. */
  public int uprightHeight() {
    return orientation > 4 ? width : height;
  }

  /** Pixels of the picture. */
  public long pixels() {
    return (long) width * height;
  }
}
