package dev.fovea.image.codec;

/** The words of a PNM file, between white space and comments. */
final class PnmWords {
  private final Bytes b;
  private int at;

  PnmWords(Bytes b, int at) {
    this.b = b;
    this.at = at;
  }

  /** The first byte after the last word. */
  int at() {
    return at;
  }

  /** The next word. */
  String word() {
    skip();
    int from = at;
    while (at < b.size() && b.u8(at) > ' ') {
      at++;
    }
    if (at == b.size() && from == at) {
      throw new Bytes.CutShort(b.name(), b.size());
    }
    return new String(b.data(), from, at - from, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /** The next word as a number from 0 up. */
  int number() {
    String word = word();
    if (word.length() > 10 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw b.broken(
          "a PNM file with '"
              + (word.length() > 20 ? word.substring(0, 20) : word)
              + "' for a number");
    }
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(word));
  }

  /** The next digit 0 or 1, which in P1 files may stand without space between. */
  int bit() {
    skip();
    int digit = b.u8(at++) - '0';
    if (digit != 0 && digit != 1) {
      throw b.broken("a P1 file with a sample that is neither 0 nor 1");
    }
    return digit;
  }

  private void skip() {
    while (b.u8(at) <= ' ' || b.u8(at) == '#') {
      if (b.u8(at) == '#') {
        while (b.u8(at) != '\n') {
          at++;
        }
      }
      at++;
    }
  }
}
