package dev.fovea.image.codec;

import java.util.Arrays;

/**
 * One Huffman table of a JPEG file, to walk over codes. An entry is {@code length << 8 | symbol}.
 *
 * @param quick the entry of the code that begins so, by the next {@value #QUICK} bits; 0 where the
 *     code is longer, or there is none. Small enough for the processor's nearest cache.
 * @param ends by the length of codes: the first 16 bits that lie above all codes up to that length
 * @param entries of all codes, in their order
 * @param before by the length of codes: the place of a code in the entries, less its value
 */
@SuppressWarnings("ArrayRecordComponent") // made for one file, never compared
record JpegHuffman(short[] quick, int[] ends, short[] entries, int[] before) {
  private static final int QUICK = 10;
  private static final int LONGEST = 16;

  /** Reads a table whose 16 counts stand at {@code at}. */
  static JpegHuffman of(Bytes b, int at) {
    var quick = new short[1 << QUICK];
    var ends = new int[LONGEST + 1];
    var entries = new short[LONGEST * 255];
    var before = new int[LONGEST + 1];
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      before[length] = place - code;
      for (int i = 0; i < b.u8(at + length - 1); i++) {
        short entry = (short) (length << 8 | b.u8(at + LONGEST + place));
        if (code >> length > 0) {
          throw b.broken("a JPEG file with an impossible Huffman table");
        }
        if (length <= QUICK) {
          Arrays.fill(quick, code << (QUICK - length), (code + 1) << (QUICK - length), entry);
        }
        entries[place++] = entry;
        code++;
      }
      ends[length] = code << (LONGEST - length);
      code <<= 1;
    }
    return new JpegHuffman(quick, ends, entries, before);
  }

  /** The entry of the code that these 16 bits begin with; 0 where there is none. */
  int entry(int bits) {
    int entry = quick[bits >> (LONGEST - QUICK)];
    return entry != 0 ? entry : longer(bits);
  }

  private int longer(int bits) {
    for (int length = QUICK + 1; length <= LONGEST; length++) {
      if (bits < ends[length]) {
        return entries[before[length] + (bits >> (LONGEST - length))];
      }
    }
    return 0;
  }
}
