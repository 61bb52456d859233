package dev.fovea.image.codec;

/** GIF's LZW: codes of 3 to 12 bits, the low bit first, in blocks of at most 255 bytes. */
final class GifLzw {
  private static final int MOST = 4096;

  private final Bytes b;
  private int at;
  private int left;
  private int buffer;
  private int bits;

  private GifLzw(Bytes b, int at) {
    this.b = b;
    this.at = at;
  }

  /** The palette indices of one frame. */
  static byte[] of(Bytes b, int at, int pixels) {
    int size = b.u8(at);
    if (size < 1 || size > 11) {
      throw b.broken("a GIF frame with codes of " + size + " bits");
    }
    return new GifLzw(b, at + 1).decode(size, pixels);
  }

  private byte[] decode(int size, int pixels) {
    var out = new byte[pixels];
    var prefix = new int[MOST]; // where the string of a code was written before, and how long it is
    var length = new int[MOST];
    int clear = 1 << size;
    int next = clear + 2;
    int width = size + 1;
    int previous = -1;
    int previousAt = 0;
    for (int to = 0; to < pixels; ) {
      int code = code(width);
      if (code == clear) {
        next = clear + 2;
        width = size + 1;
        previous = -1;
        continue;
      }
      if (code == clear + 1 || code > next || (code == next && previous < 0)) {
        throw b.broken("its GIF data ends or breaks after %d of %d pixels".formatted(to, pixels));
      }
      int n = code < clear ? 1 : code < next ? length[code] : length(previous, clear, length) + 1;
      int start = to;
      if (code < clear) {
        out[to++] = (byte) code;
      } else {
        int from = code < next ? prefix[code] : previousAt;
        for (int k = 0; k < n && to < pixels; k++) {
          out[to++] = out[from + k];
        }
      }
      if (previous >= 0 && next < MOST) {
        prefix[next] = previousAt;
        length[next] = length(previous, clear, length) + 1;
        next++;
        if (next == 1 << width && width < 12) {
          width++;
        }
      }
      previous = code;
      previousAt = start;
    }
    return out;
  }

  private static int length(int code, int clear, int[] length) {
    return code < clear ? 1 : length[code];
  }

  private int code(int width) {
    while (bits < width) {
      if (left == 0) {
        left = b.u8(at++);
        if (left == 0) {
          throw b.broken("its GIF data ends before the last pixel");
        }
      }
      buffer |= b.u8(at++) << bits;
      bits += 8;
      left--;
    }
    int code = buffer & ((1 << width) - 1);
    buffer >>>= width;
    bits -= width;
    return code;
  }
}
