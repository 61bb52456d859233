package dev.fovea.image;

/** The file formats that are recognised by their first bytes. */
public enum Format {
  JPEG(true),
  PNG(true),
  BMP(true),
  GIF(true),
  TIFF(true),
  WEBP(true),
  PNM(true),
  HEIC(false),
  AVIF(false),
  JPEG_2000(false),
  JPEG_XL(false);

  private final boolean decoded;

  Format(boolean decoded) {
    this.decoded = decoded;
  }

  /** Whether {@link Decode} reads it. */
  public boolean decoded() {
    return decoded;
  }
}
