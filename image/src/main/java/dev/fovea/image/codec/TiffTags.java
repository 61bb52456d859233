package dev.fovea.image.codec;

import java.util.HashMap;
import java.util.Map;

/** The whole numbers of a TIFF file's first directory: tag to its first value. */
record TiffTags(Map<Integer, Long> values) {

  static TiffTags of(Bytes b) {
    boolean little = b.says(0, "II");
    if (b.u8(little ? 2 : 3) == 43) {
      throw b.unsupported(
          "a BigTIFF file, which is not decoded; convert it to plain TIFF or PNG first");
    }
    int at = offset(b, little ? b.le32(4) : b.be32(4));
    int entries = little ? b.le16(at) : b.be16(at);
    var values = new HashMap<Integer, Long>();
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      int tag = little ? b.le16(entry) : b.be16(entry);
      int type = little ? b.le16(entry + 2) : b.be16(entry + 2);
      long count = little ? b.le32(entry + 4) : b.be32(entry + 4);
      int bytes = type == 3 ? 2 : type == 4 ? 4 : type == 1 ? 1 : 0;
      if (bytes == 0 || count == 0) {
        continue;
      }
      int from =
          bytes * count <= 4
              ? entry + 8
              : offset(b, little ? b.le32(entry + 8) : b.be32(entry + 8));
      values.putIfAbsent(
          tag,
          switch (bytes) {
            case 1 -> (long) b.u8(from);
            case 2 -> (long) (little ? b.le16(from) : b.be16(from));
            default -> little ? b.le32(from) : b.be32(from);
          });
    }
    return new TiffTags(values);
  }

  private static int offset(Bytes b, long offset) {
    if (offset > Integer.MAX_VALUE - 16) {
      throw new Bytes.CutShort(b.name(), b.size());
    }
    return (int) offset;
  }

  long value(int tag, long otherwise) {
    return values.getOrDefault(tag, otherwise);
  }
}
