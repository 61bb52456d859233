package dev.fovea.image.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a JPEG scan up to its next marker, stuffed zero bytes taken out. This is walked
 * through before every JPEG file is decoded, so it is a hot path of training.
 */
final class JpegBits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final int ENOUGH = 32; // for the longest code and the bits that it announces

  private final Bytes b;
  private final byte[] data;
  private int at;

  /** The next bits, the very next one highest; what lies below {@link #bits} comes again. */
  private long buffer;

  private int bits;

  JpegBits(Bytes b, int at) {
    this.b = b;
    this.data = b.data();
    this.at = at;
  }

  /** Steps over the codes of one block: the one for its mean, and those of its frequencies. */
  void block(JpegHuffman dc, JpegHuffman ac) {
    long next = buffer;
    int left = bits;
    JpegHuffman table = dc;
    for (int k = 0; k < 64; k++) {
      if (left < ENOUGH) {
        buffer = next;
        bits = left;
        fill();
        next = buffer;
        left = bits;
      }
      int entry = table.entry((int) (next >>> 48));
      int used = (entry >> 8) + (entry & 15);
      if (entry == 0 || used > left) {
        bits = left;
        throw b.broken("its JPEG data ends or breaks at byte " + end() + ", before the last pixel");
      }
      next <<= used;
      left -= used;
      if (k > 0) {
        int run = entry >> 4 & 15;
        if ((entry & 15) == 0 && run != 15) {
          break; // the rest of the block is 0
        }
        k += run;
      }
      table = ac;
    }
    buffer = next;
    bits = left;
  }

  private void fill() {
    if (at <= data.length - Long.BYTES) {
      long eight = (long) LONGS.get(data, at);
      long inverted = ~eight;
      if (((inverted - ONES) & eight & (ONES << 7)) == 0) { // none of the bytes is 0xff
        int bytes = (64 - bits) >> 3;
        buffer |= eight >>> bits;
        bits += bytes << 3;
        at += bytes;
        return;
      }
    }
    while (bits <= 56 && at < data.length) {
      int value = data[at] & 0xff;
      if (value == 0xff) {
        if (at + 1 >= data.length || data[at + 1] != 0) {
          return;
        }
        at++;
      }
      at++;
      buffer |= (long) value << (56 - bits);
      bits += 8;
    }
  }

  /** Steps over the restart marker of that number, 0 to 7. */
  void restart(int number) {
    fill();
    buffer = 0;
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
