package dev.fovea.image.codec;

/**
 * One Huffman table of a JPEG file, to walk over codes: for each 16 bits that can come, {@code
 * length << 8 | symbol}, or 0 where no code begins so.
 */
@SuppressWarnings("ArrayRecordComponent") // made for one file, never compared
record JpegHuffman(short[] codes) {

  /** Reads a table whose 16 counts stand at {@code at}. */
  static JpegHuffman of(Bytes b, int at) {
    var codes = new short[1 << 16];
    int code = 0;
    int symbol = at + 16;
    for (int length = 1; length <= 16; length++) {
      for (int i = 0; i < b.u8(at + length - 1); i++) {
        int first = code << (16 - length);
        int end = (code + 1) << (16 - length);
        if (end > codes.length) {
          throw b.broken("a JPEG file with an impossible Huffman table");
        }
        java.util.Arrays.fill(codes, first, end, (short) (length << 8 | b.u8(symbol++)));
        code++;
      }
      code <<= 1;
    }
    return new JpegHuffman(codes);
  }
}
