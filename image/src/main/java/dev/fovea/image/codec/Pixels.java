package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/** Chooses the decoder of a format; the orientation is not yet applied. */
public final class Pixels {
  private Pixels() {}

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
    int shrink = 1;
    int shorter = Math.min(header.width(), header.height());
    while (shrink < OpenCv.MOST_SHRINK && shorter / (2 * shrink) >= leastPx) {
      shrink *= 2;
    }
    return of(file, name, header, shrink);
  }

  private static Image of(byte[] file, String name, Header header, int shrink) {
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
