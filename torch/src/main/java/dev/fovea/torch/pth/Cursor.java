package dev.fovea.torch.pth;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads numbers and words one after another, little endian, and never beyond the end. */
final class Cursor {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble BIG_ENDIAN_DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment bytes;
  private long at;

  Cursor(MemorySegment bytes, long at) {
    if (at < 0 || at > bytes.byteSize()) throw cutShort();
    this.bytes = bytes;
    this.at = at;
  }

  /** Bytes before the next. */
  long at() {
    return at;
  }

  long left() {
    return bytes.byteSize() - at;
  }

  int unsignedByte() {
    return bytes.get(ValueLayout.JAVA_BYTE, move(1)) & 0xff;
  }

  int unsignedShort() {
    return bytes.get(SHORT, move(2)) & 0xffff;
  }

  int signedInt() {
    return bytes.get(INT, move(4));
  }

  long unsignedInt() {
    return signedInt() & 0xffffffffL;
  }

  /** Of eight bytes; negative where a file means more than 2^63. */
  long signedLong() {
    return bytes.get(LONG, move(8));
  }

  double bigEndianDouble() {
    return bytes.get(BIG_ENDIAN_DOUBLE, move(8));
  }

  /** A whole number of some bytes, the highest last. */
  BigInteger whole(int length) {
    byte[] number = take(length);
    for (int i = 0; i < length / 2; i++) {
      byte low = number[i];
      number[i] = number[length - 1 - i];
      number[length - 1 - i] = low;
    }
    return length == 0 ? BigInteger.ZERO : new BigInteger(number);
  }

  byte[] take(long length) {
    return slice(length).toArray(ValueLayout.JAVA_BYTE);
  }

  String text(long length) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(take(length))).toString();
    } catch (CharacterCodingException e) {
      throw new BrokenPth("holds a word that is not UTF-8");
    }
  }

  /** A word up to the end of its line. */
  String line(int longest) {
    long end = at;
    while (end < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n')
      if (++end - at > longest) throw new BrokenPth("holds a name of more than " + longest + " B");
    String line = text(end - at);
    move(1);
    return line;
  }

  MemorySegment slice(long length) {
    long from = move(length);
    return bytes.asSlice(from, length);
  }

  private long move(long length) {
    if (length < 0 || length > left()) throw cutShort();
    at += length;
    return at - length;
  }

  private static BrokenPth cutShort() {
    return new BrokenPth("the file is cut short, or promises more than it holds");
  }
}
