package dev.fovea.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts bytes where their parser sees them: lengths and check sums made right. */
final class Wrapped {
  static final byte[] IDX_IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8};
  static final byte[] IDX_LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 0, 1};

  /** A 3x2 baseline frame of one component. */
  private static final byte[] FRAME = {
    -1, (byte) 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, -1, (byte) 0xd9
  };

  private static final String TENSORS =
      ",\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}"
          + ",\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}";
  private static final int TENSOR_BYTES = 16;
  private static final int ROOM = 64;

  private Wrapped() {}

  /** A header before some data. */
  static byte[] safetensors(byte[] header) {
    return safetensors(header, ROOM);
  }

  private static byte[] safetensors(byte[] header, int data) {
    return ByteBuffer.allocate(8 + header.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }

  /** A model file with the tensors of a linear layer, of which some JSON speaks. */
  static byte[] model(byte[] json) {
    var text = new StringBuilder("{\"__metadata__\":{\"fovea\":\"");
    new String(json, UTF_8)
        .chars()
        .forEach(c -> {
          if (c < ' ' || c == '"' || c == '\\') text.append("\\u%04x".formatted(c));
          else text.append((char) c);
        });
    return safetensors(text.append("\"}").append(TENSORS).toString().getBytes(UTF_8), TENSOR_BYTES);
  }

  /** A zip of torch.save with this pickle, and a storage of 16 bytes. */
  static byte[] pth(byte[] pickle) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      record(zip, "a/data.pkl", pickle);
      record(zip, "a/data/0", new byte[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void record(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    var crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** A JPEG file with such an EXIF block, and no scan. */
  static byte[] exif(byte[] block) {
    int length = Math.min(block.length, 65000);
    return ByteBuffer.allocate(2 + 10 + length + FRAME.length)
        .put(new byte[] {-1, (byte) 0xd8, -1, (byte) 0xe1})
        .putShort((short) (length + 8))
        .put("Exif\0\0".getBytes(UTF_8))
        .put(block, 0, length)
        .put(FRAME)
        .array();
  }

  /** A PNG file whose check sums are made right, as far as its chunks can be followed. */
  static byte[] png(byte[] file) {
    byte[] out = file.clone();
    var bytes = ByteBuffer.wrap(out);
    var crc = new CRC32();
    for (long at = 8; at + 12 <= out.length; ) {
      long length = bytes.getInt((int) at) & 0xffffffffL;
      if (at + 12 + length > out.length) break;
      crc.reset();
      crc.update(out, (int) at + 4, (int) length + 4);
      bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return out;
  }

  /** Pieces put together. */
  static byte[] joined(byte[]... pieces) {
    var out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) out.writeBytes(piece);
    return out.toByteArray();
  }
}
