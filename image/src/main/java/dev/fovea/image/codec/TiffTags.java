package dev.fovea.image.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The whole numbers of a TIFF file's first directory.
 *
 * @param values tag to its values
 */
record TiffTags(Map<Integer, long[]> values) {
  private static final int MOST_VALUES = 1 << 22;

  /** What the header and the pixels ask for; a file may hold any number of other tags. */
  private static final Set<Integer> WANTED =
      Set.of(256, 257, 258, 259, 262, 273, 274, 277, 279, 320, 324, 325, 338, 339);

  static TiffTags of(Bytes b) {
    boolean little = b.says(0, "II");
    if (b.u8(little ? 2 : 3) == 43) {
      throw b.unsupported(
          "a BigTIFF file, which is not decoded; convert it to plain TIFF or PNG first");
    }
    int at = offset(b, u32(b, 4, little));
    int entries = u16(b, at, little);
    var values = new HashMap<Integer, long[]>();
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      int tag = u16(b, entry, little);
      if (!WANTED.contains(tag) || values.containsKey(tag)) {
        continue;
      }
      int type = u16(b, entry + 2, little);
      long count = u32(b, entry + 4, little);
      int bytes = type == 3 ? 2 : type == 4 ? 4 : type == 1 ? 1 : 0;
      if (bytes == 0 || count == 0 || count > MOST_VALUES) {
        continue;
      }
      int from = bytes * count <= 4 ? entry + 8 : offset(b, u32(b, entry + 8, little));
      if (from + bytes * count > b.size()) {
        throw new Bytes.CutShort(b.name(), b.size());
      }
      var numbers = new long[(int) count];
      for (int k = 0; k < numbers.length; k++) {
        int value = from + k * bytes;
        numbers[k] =
            bytes == 1 ? b.u8(value) : bytes == 2 ? u16(b, value, little) : u32(b, value, little);
      }
      values.put(tag, numbers);
    }
    return new TiffTags(values);
  }

  private static int u16(Bytes b, int at, boolean little) {
    return little ? b.le16(at) : b.be16(at);
  }

  private static long u32(Bytes b, int at, boolean little) {
    return little ? b.le32(at) : b.be32(at);
  }

  private static int offset(Bytes b, long offset) {
    if (offset > Integer.MAX_VALUE - (4L * MOST_VALUES)) {
      throw new Bytes.CutShort(b.name(), b.size());
    }
    return (int) offset;
  }

  /** The first value of a tag. */
  long value(int tag, long otherwise) {
    long[] found = values.get(tag);
    return found == null ? otherwise : found[0];
  }

  /** Refuses a file whose strips or tiles do not lie inside it. */
  void checkData(Bytes b) {
    boolean tiled = values.containsKey(324);
    long[] offsets = values.get(tiled ? 324 : 273);
    long[] counts = values.get(tiled ? 325 : 279);
    if (offsets == null || counts == null || offsets.length > counts.length) {
      throw b.broken("a TIFF file that does not say where its pixels lie");
    }
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] + counts[i] > b.size()) {
        throw new Bytes.CutShort(b.name(), b.size());
      }
    }
  }
}
