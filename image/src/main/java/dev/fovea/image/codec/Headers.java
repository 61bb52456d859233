package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.ImageException;
import dev.fovea.image.ImageException.Kind;
import java.nio.file.Path;

/** Asks the right format for its header. */
public final class Headers {
  private static final int FIRST_LOOK = 1 << 16;

  private Headers() {}

  /** The header of a file, of which as little as possible is read. */
  public static Header of(Path file) {
    byte[] start = Files.start(file, FIRST_LOOK);
    var bytes = new Bytes(start, file.toString());
    try {
      return read(bytes);
    } catch (Bytes.CutShort e) {
      if (start.length < FIRST_LOOK) {
        throw e.asImageException();
      }
      return of(Files.all(file), file.toString());
    }
  }

  /** The header of a file's content. */
  public static Header of(byte[] file, String name) {
    var bytes = new Bytes(file, name);
    try {
      return read(bytes);
    } catch (Bytes.CutShort e) {
      throw e.asImageException();
    }
  }

  /** Whether the pixels of a whole file are stored as four inks. */
  public static boolean cmyk(byte[] file, Header header, String name) {
    var bytes = new Bytes(file, name);
    return switch (header.format()) {
      case JPEG -> JpegHeader.components(bytes) == 4;
      case TIFF -> TiffHeader.cmyk(bytes);
      default -> false;
    };
  }

  private static Header read(Bytes bytes) {
    Header header =
        switch (Magic.of(bytes)) {
          case JPEG -> JpegHeader.of(bytes);
          case PNG -> PngHeader.of(bytes);
          case BMP -> BmpHeader.of(bytes);
          case GIF -> GifHeader.of(bytes).header();
          case TIFF -> TiffHeader.of(bytes);
          case WEBP -> WebpHeader.of(bytes);
          case PNM -> PnmHeader.of(bytes).header();
          case HEIC ->
              throw refused(
                  bytes, "an HEIC picture (phones write them)", "heif-convert in.heic out.jpg");
          case AVIF -> throw refused(bytes, "an AVIF picture", "avifdec in.avif out.png");
          case JPEG_2000 ->
              throw refused(bytes, "a JPEG 2000 picture", "opj_decompress -i in.jp2 -o out.png");
          case JPEG_XL -> throw refused(bytes, "a JPEG XL picture", "djxl in.jxl out.png");
        };
    if (header.width() < 1 || header.height() < 1) {
      throw bytes.broken("its header says " + header.width() + "x" + header.height() + " px");
    }
    return header;
  }

  private static ImageException refused(Bytes bytes, String what, String command) {
    return new ImageException(
        Kind.UNSUPPORTED,
        bytes.name()
            + " is "
            + what
            + ", which Fovea does not decode; convert it first, for example: "
            + command);
  }
}
