package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.Shrink;

/** Chooses the decoder of a format; the orientation is not yet applied. */
public final class Pixels {
  private static final Shrink ONCE = new Shrink(1);

  private Pixels() {}

  /** Loads the natives. */
  public static void load() {
    OpenCv.load();
  }

  /** The pixels as stored. */
  public static Image of(byte[] file, String name, Header header) {
    return of(file, name, header, 1);
  }

  /**
   * The pixels of a smaller picture, where the format can leave out the finer ones: a JPEG file is
   * decoded from the lower frequencies of its blocks.
   *
   * @param leastPx that the shorter side keeps, unless it is shorter in the file
   */
  public static Image small(byte[] file, String name, Header header, int leastPx) {
    int shorter = Math.min(header.width(), header.height());
    return of(file, name, header, ONCE.of((double) shorter / leastPx));
  }

  /**
   * The pixels of a smaller picture.
   *
   * @param shrink 1, or for a JPEG file 2, 4 or 8: that many times smaller, sides rounded up
   */
  public static Image of(byte[] file, String name, Header header, int shrink) {
    var bytes = new Bytes(file, name);
    try {
      return switch (header.format()) {
        case PNG -> PngPixels.of(bytes, header);
        case GIF -> GifPixels.of(bytes);
        case PNM -> PnmPixels.of(bytes);
        case TIFF -> TiffPixels.of(bytes, header);
        case JPEG -> OpenCv.decode(JpegScan.checked(bytes), name, header, shrink);
        default -> OpenCv.decode(file, name, header, 1);
      };
    } catch (Bytes.CutShort e) {
      throw e.asImageException();
    }
  }
}
