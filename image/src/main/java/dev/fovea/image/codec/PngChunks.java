package dev.fovea.image.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file that matter to its pixels; damage in them is found by their check sums.
 *
 * @param palette three bytes an entry, red first; empty where there is none
 * @param transparency the content of tRNS; empty where there is none
 * @param data where each IDAT chunk's content lies: {@code {offset, length}}
 */
@SuppressWarnings("ArrayRecordComponent") // made for one file, never compared
record PngChunks(
    int depth,
    int colour,
    boolean interlaced,
    byte[] palette,
    byte[] transparency,
    List<int[]> data) {

  static PngChunks of(Bytes b) {
    byte[] palette = {};
    byte[] transparency = {};
    var data = new ArrayList<int[]>();
    int at = 8;
    while (at + 8 <= b.size() && !b.says(at + 4, "IEND")) {
      long length = b.be32(at);
      if (at + 12 + length > b.size()) {
        throw new Bytes.CutShort(b.name(), b.size());
      }
      int from = at + 8;
      int size = (int) length;
      if (b.says(at + 4, "IDAT")) {
        check(b, at, size);
        data.add(new int[] {from, size});
      } else if (b.says(at + 4, "PLTE")) {
        check(b, at, size);
        palette = java.util.Arrays.copyOfRange(b.data(), from, from + size / 3 * 3);
      } else if (b.says(at + 4, "tRNS")) {
        check(b, at, size);
        transparency = java.util.Arrays.copyOfRange(b.data(), from, from + size);
      } else if (at == 8) {
        check(b, at, size);
      }
      at += 12 + size;
    }
    var chunks = new PngChunks(b.u8(24), b.u8(25), b.u8(28) == 1, palette, transparency, data);
    chunks.check(b);
    return chunks;
  }

  private static void check(Bytes b, int at, int size) {
    var crc = new CRC32();
    crc.update(b.data(), at + 4, size + 4);
    if (crc.getValue() != b.be32(at + 8 + size)) {
      throw b.broken("the check sum of its PNG chunk at byte " + at + " is wrong");
    }
  }

  private void check(Bytes b) {
    boolean known =
        switch (colour) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          default -> depth == 8 || depth == 16;
        };
    if (!known || b.u8(26) != 0 || b.u8(27) != 0 || b.u8(28) > 1) {
      throw b.broken(
          "a PNG file of colour type %d with %d bits is not defined".formatted(colour, depth));
    }
    int needed = colour == 0 ? 2 : colour == 2 ? 6 : 0;
    if ((colour == 3 && palette.length == 0)
        || (transparency.length > 0 && transparency.length < needed)) {
      throw b.broken("its PNG palette or transparency is missing or too short");
    }
  }

  /** Bytes of compressed data. */
  long dataBytes() {
    return data.stream().mapToLong(chunk -> chunk[1]).sum();
  }

  /** Stored samples of a pixel; an index counts as one. */
  int samples() {
    return switch (colour) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }
}
