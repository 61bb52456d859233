package dev.fovea.image;

import dev.fovea.image.ImageException.Kind;
import dev.fovea.image.codec.Files;
import dev.fovea.image.codec.Headers;
import dev.fovea.image.codec.Pixels;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/**
 * Picture files to pixels: JPEG, PNG, BMP, GIF (first frame), TIFF (first page), WebP, PNM.
 *
 * <p>The EXIF orientation is applied, palettes are expanded, CMYK becomes RGB, 16 bits stay 16
 * bits. What cannot be decoded, and what is cut short, throws an {@link ImageException} of one
 * sentence. Safe to call from many threads.
 */
public final class Decode {
  /** The default limit, in pixels: twice the largest phone camera, 600 MB as RGB. */
  public static final long MAX_PIXELS = 200_000_000;

  private Decode() {}

  /** Loads what decodes, which the first picture would do: a program may begin with it. */
  public static void load() {
    Pixels.load();
  }

  /** The picture in a file. */
  public static Image of(Path file) {
    return of(file, MAX_PIXELS);
  }

  /**
   * The picture in a file, refused before decoding where its header says more pixels than {@code
   * maxPixels}.
   */
  public static Image of(Path file, long maxPixels) {
    check(Headers.of(file), file.toString(), maxPixels);
    return of(Files.all(file), file.toString(), maxPixels);
  }

  /**
   * The picture in a file, smaller where that is quicker.
   *
   * @param shrink how many times smaller a JPEG file may come, by its header: 1, 2, 4 or 8; sides
   *     are rounded up
   */
  public static Image of(Path file, ToIntFunction<Header> shrink) {
    check(Headers.of(file), file.toString(), MAX_PIXELS);
    return of(Files.all(file), file.toString(), MAX_PIXELS, shrink);
  }

  /** The picture in a file, as preprocessing wants it decoded. */
  public static Image of(Path file, Preprocess to) {
    return of(file, to::shrink);
  }

  /** The picture in a file's content, as preprocessing wants it decoded. */
  public static Image of(byte[] file, String name, Preprocess to) {
    return of(file, name, MAX_PIXELS, to::shrink);
  }

  /** The picture in a file's content; {@code name} stands in the messages. */
  public static Image of(byte[] file, String name) {
    return of(file, name, MAX_PIXELS);
  }

  /**
   * The picture in a file's content, refused where its header says more pixels than {@code
   * maxPixels}.
   */
  public static Image of(byte[] file, String name, long maxPixels) {
    return of(file, name, maxPixels, header -> 1);
  }

  private static Image of(byte[] file, String name, long maxPixels, ToIntFunction<Header> shrink) {
    Header header = Headers.of(file, name);
    check(header, name, maxPixels);
    return Orientation.upright(
        Pixels.of(file, name, header, shrink.applyAsInt(header)), header.orientation());
  }

  static void check(Header header, String name, long maxPixels) {
    if (header.pixels() > maxPixels || header.pixels() * 4 > Integer.MAX_VALUE - 16L) {
      throw new ImageException(
          Kind.TOO_LARGE,
          "%s: %dx%d px is %.1f megapixels, the limit is %.1f; shrink the picture or raise the limit"
              .formatted(
                  name,
                  header.width(),
                  header.height(),
                  header.pixels() / 1e6,
                  Math.min(maxPixels, (Integer.MAX_VALUE - 16L) / 4) / 1e6));
    }
  }
}
