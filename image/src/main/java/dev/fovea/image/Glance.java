package dev.fovea.image;

import dev.fovea.image.codec.Files;
import dev.fovea.image.codec.Headers;
import dev.fovea.image.codec.Pixels;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What one quick look at a picture tells, without all of its pixels.
 *
 * @param small the picture upright; a JPEG file is decoded at a half, a quarter or an eighth of its
 *     size, which is several times quicker
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param bits of a sample, 8 or 16
 * @param turned whether EXIF says that the stored pixels are not upright
 * @param cmyk whether the file stores inks; {@code small} is RGB
 * @param digest of the file; of the samples where there is no file of its own
 */
public record Glance(
    Image small, int width, int height, int bits, boolean turned, boolean cmyk, Digest digest) {

  /**
   * Looks at a file; what cannot be decoded, and what is cut short, is refused as {@link Decode}
   * refuses it.
   *
   * @param leastPx that the shorter side of {@code small} keeps, unless the picture is smaller
   */
  public static Glance of(Path file, int leastPx) {
    Decode.check(Headers.of(file), file.toString(), Decode.MAX_PIXELS);
    return of(Files.all(file), file.toString(), leastPx);
  }

  /** Looks at a file's content; {@code name} stands in the messages. */
  public static Glance of(byte[] file, String name, int leastPx) {
    Header header = Headers.of(file, name);
    Decode.check(header, name, Decode.MAX_PIXELS);
    Image stored = Pixels.small(file, name, header, leastPx);
    return new Glance(
        Orientation.upright(stored, header.orientation()),
        header.uprightWidth(),
        header.uprightHeight(),
        header.bits(),
        header.orientation() != 1,
        Headers.cmyk(file, header, name),
        Digest.of(file));
  }

  /** Of a picture that is decoded already. */
  public static Glance of(Image image) {
    var in = Samples.of(image);
    var samples = ByteBuffer.allocate(2 * in.size());
    for (int i = 0; i < in.size(); i++) {
      samples.putShort((short) in.get(i));
    }
    byte[] shape =
        ByteBuffer.allocate(16)
            .putInt(image.width())
            .putInt(image.height())
            .putInt(image.channels())
            .putInt(image.bits())
            .array();
    return new Glance(
        image,
        image.width(),
        image.height(),
        image.bits(),
        false,
        false,
        Digest.of(shape, samples.array()));
  }
}
