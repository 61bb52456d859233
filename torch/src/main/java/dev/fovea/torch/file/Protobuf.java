package dev.fovea.torch.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one protobuf message, field by field: as much of the <a
 * href="https://protobuf.dev/programming-guides/encoding/">wire format</a> as TensorBoard's events
 * and ONNX models need. Large contents are not held but written when the message is.
 */
public final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Late> late = new ArrayList<>();

  /** Contents that stand before the byte {@code at} of all others. */
  private record Late(int at, long length, AtomicFile.Content content) {}

  /** A whole number; 0 is left out, as proto3 does. */
  public Protobuf integer(int field, long value) {
    return value == 0 ? this : present(field, value);
  }

  /** A whole number that is written though it be 0: an element of a list, or proto2's optional. */
  public Protobuf present(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  /** A number of 64 bits. */
  public Protobuf real(int field, double value) {
    varint((long) field << 3 | FIXED64);
    out.writeBytes(little(8).putDouble(value).array());
    return this;
  }

  /** A number of 32 bits. */
  public Protobuf real(int field, float value) {
    varint((long) field << 3 | FIXED32);
    out.writeBytes(little(4).putFloat(value).array());
    return this;
  }

  /** A text, in UTF-8. */
  public Protobuf text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    head(field, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** A message in this one; what is added to it later stays out. */
  public Protobuf message(int field, Protobuf inner) {
    head(field, inner.size());
    int begin = out.size();
    out.writeBytes(inner.out.toByteArray());
    for (Late l : inner.late) late.add(new Late(begin + l.at, l.length, l.content));
    return this;
  }

  /**
   * Bytes that are written when the message is.
   *
   * @param length how many bytes the content will write, neither more nor less
   */
  public Protobuf bytes(int field, long length, AtomicFile.Content content) {
    head(field, length);
    late.add(new Late(out.size(), length, content));
    return this;
  }

  /** Bytes of the whole message. */
  public long size() {
    return out.size() + late.stream().mapToLong(Late::length).sum();
  }

  /** Writes the message. */
  public void to(WritableByteChannel channel) throws IOException {
    byte[] held = out.toByteArray();
    int at = 0;
    for (Late l : late) {
      channel.write(ByteBuffer.wrap(held, at, l.at - at));
      l.content.to(channel);
      at = l.at;
    }
    channel.write(ByteBuffer.wrap(held, at, held.length - at));
  }

  /** The message in memory. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(Math.toIntExact(size()));
    try {
      to(Channels.newChannel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void head(int field, long length) {
    varint((long) field << 3 | BYTES);
    varint(length);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
