package dev.fovea.project.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame around each record of an event file, little endian: length (8 bytes), masked CRC-32C of
 * the length (4), the record, masked CRC-32C of the record (4).
 */
final class TfRecord {
  private static final int HEAD = 12;
  private static final int TAIL = 4;

  private TfRecord() {}

  static byte[] frame(byte[] record) {
    var frame = ByteBuffer.allocate(HEAD + record.length + TAIL).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(record.length);
    frame.putInt(maskedCrc(frame.slice(0, 8)));
    frame.put(record);
    frame.putInt(maskedCrc(ByteBuffer.wrap(record)));
    return frame.array();
  }

  /** The record that starts where the buffer stands, or null when none is whole; moves past it. */
  static ByteBuffer next(ByteBuffer file) {
    file.order(ByteOrder.LITTLE_ENDIAN);
    int start = file.position();
    if (file.remaining() < HEAD + TAIL) return null;
    long length = file.getLong(start);
    if (file.getInt(start + 8) != maskedCrc(file.slice(start, 8))) return null;
    if (length < 0 || length > file.remaining() - HEAD - TAIL) return null;
    ByteBuffer record = file.slice(start + HEAD, (int) length);
    if (file.getInt(start + HEAD + (int) length) != maskedCrc(record.duplicate())) return null;
    file.position(start + HEAD + (int) length + TAIL);
    return record.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int maskedCrc(ByteBuffer bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
