package dev.fovea.image.codec;

/** The one EXIF tag that changes pixels: the orientation (0x0112). */
final class Exif {
  private static final int ORIENTATION = 0x0112;

  private Exif() {}

  /**
   * Orientation 1 to 8 of a TIFF block from {@code start} to {@code end}; 0 where it is absent, 1
   * where it is damaged.
   */
  static int orientation(Bytes b, int start, int end) {
    if (end > b.size()) {
      throw new Bytes.CutShort(b.name(), b.size());
    }
    boolean little = b.says(start, "II");
    if ((!little && !b.says(start, "MM")) || start + 8 > end) {
      return 0;
    }
    long directory = start + (little ? b.le32(start + 4) : b.be32(start + 4));
    if (directory + 2 > end) {
      return 0;
    }
    int at = (int) directory;
    int entries = little ? b.le16(at) : b.be16(at);
    for (int i = 0; i < entries && at + 14 + 12 * i <= end; i++) {
      int entry = at + 2 + 12 * i;
      if ((little ? b.le16(entry) : b.be16(entry)) == ORIENTATION) {
        int value = little ? b.le16(entry + 8) : b.be16(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 0;
  }
}
