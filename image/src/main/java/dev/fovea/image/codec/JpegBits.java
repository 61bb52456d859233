package dev.fovea.image.codec;

/** The bits of a JPEG scan up to its next marker, stuffed zero bytes taken out. */
final class JpegBits {
  private final Bytes b;
  private final byte[] data;
  private int at;
  private long buffer;
  private int bits;

  JpegBits(Bytes b, int at) {
    this.b = b;
    this.data = b.data();
    this.at = at;
  }

  /** Steps over one code and the bits that its symbol announces; returns the symbol. */
  int symbol(JpegHuffman table) {
    if (bits < 32) {
      fill();
    }
    int next = bits >= 16 ? (int) (buffer >>> (bits - 16)) : (int) (buffer << (16 - bits));
    int entry = table.codes()[next & 0xffff];
    int used = (entry >> 8) + (entry & 15);
    if (entry == 0 || used > bits) {
      throw b.broken("its JPEG data ends or breaks at byte " + at + ", before the last pixel");
    }
    bits -= used;
    return entry & 0xff;
  }

  private void fill() {
    while (bits <= 48 && at < data.length) {
      int value = data[at] & 0xff;
      if (value == 0xff) {
        if (at + 1 >= data.length || data[at + 1] != 0) {
          return;
        }
        at++;
      }
      at++;
      buffer = buffer << 8 | value;
      bits += 8;
    }
  }

  /** Steps over the restart marker of that number, 0 to 7. */
  void restart(int number) {
    fill();
    bits = 0;
    while (b.u8(at) == 0xff && b.u8(at + 1) == 0xff) {
      at++;
    }
    if (b.u8(at) != 0xff || b.u8(at + 1) != 0xd0 + number) {
      throw b.broken(
          "its JPEG data breaks at byte " + at + ", where a restart marker should stand");
    }
    at += 2;
  }

  /** The first byte of which no bit was stepped over. */
  int end() {
    int end = at;
    for (int left = bits; left >= 8; left -= 8) {
      end -= data[end - 1] == 0 && end > 1 && data[end - 2] == -1 ? 2 : 1;
    }
    return end;
  }
}
