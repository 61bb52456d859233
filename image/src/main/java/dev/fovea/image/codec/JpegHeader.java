package dev.fovea.image.codec;

import dev.fovea.image.Format;
import dev.fovea.image.Header;

/** Walks the segments of a JPEG file to its frame header (ITU T.81, annex B). */
final class JpegHeader {
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private JpegHeader() {}

  /** Where the frame header stands, behind its marker, and the orientation said before it. */
  private record Frame(int marker, int at, int orientation) {}

  static Header of(Bytes b) {
    Frame frame = walk(b);
    return frame(b, frame.marker(), frame.at(), frame.orientation());
  }

  /** 1 grey, 3 colours, 4 inks. */
  static int components(Bytes b) {
    return b.u8(walk(b).at() + 7);
  }

  private static Frame walk(Bytes b) {
    int exif = 0;
    int xmp = 0;
    int at = 2;
    while (true) {
      while (b.u8(at) != 0xff) { // decoders skip stray bytes between segments
        at++;
      }
      while (b.u8(at) == 0xff) {
        at++;
      }
      int marker = b.u8(at++);
      if (marker == 0xd9 || marker == 0xda) {
        throw b.broken("a JPEG file without a frame header");
      }
      if (marker == 0x01 || marker == 0 || (marker >= 0xd0 && marker <= 0xd8)) {
        continue;
      }
      int length = b.be16(at);
      if (length < 2) {
        throw b.broken("a JPEG segment of " + length + " bytes");
      }
      if (marker == 0xe1 && b.says(at + 2, "Exif\0") && exif <= 1) {
        exif = Exif.orientation(b, at + 8, at + length);
      } else if (marker == 0xe1 && b.says(at + 2, XMP)) {
        xmp = Xmp.orientation(b, at + 2 + XMP.length(), at + length);
      }
      if (isFrame(marker)) {
        return new Frame(marker, at, Math.max(1, exif > 0 ? exif : xmp));
      }
      at += length;
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static Header frame(Bytes b, int marker, int at, int orientation) {
    int bits = b.u8(at + 2);
    int components = b.u8(at + 7);
    if (marker > 0xc2 && marker != 0xc9 && marker != 0xca) {
      throw b.unsupported(
          "a lossless or hierarchical JPEG, which is not decoded; convert it to PNG first");
    }
    if (bits != 8) {
      throw b.unsupported(
          "a JPEG of " + bits + " bits a sample; only 8 are decoded, convert it to PNG first");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw b.unsupported(
          "a JPEG of " + components + " components; 1 (grey), 3 (colour) or 4 (CMYK) are decoded");
    }
    int height = b.be16(at + 3);
    int width = b.be16(at + 5);
    return new Header(Format.JPEG, width, height, components == 1 ? 1 : 3, 8, orientation);
  }
}
