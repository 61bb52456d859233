package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;

/** Chooses the decoder of a format; the orientation is not yet applied. */
public final class Pixels {
  private Pixels() {}

  /** The pixels as stored. */
  public static Image of(byte[] file, String name, Header header) {
    var bytes = new Bytes(file, name);
    try {
      return switch (header.format()) {
        case PNG -> PngPixels.of(bytes, header);
        case GIF -> GifPixels.of(bytes);
        case PNM -> PnmPixels.of(bytes);
        case TIFF -> TiffPixels.of(bytes, header);
        case JPEG -> OpenCv.decode(JpegScan.checked(bytes), name, header);
        default -> OpenCv.decode(file, name, header);
      };
    } catch (Bytes.CutShort e) {
      throw e.asImageException();
    }
  }
}
