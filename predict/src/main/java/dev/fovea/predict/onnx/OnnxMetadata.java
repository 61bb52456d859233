package dev.fovea.predict.onnx;

import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What an ONNX file says of itself, read without loading the network: {@code metadata_props}, field
 * 14 of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">ModelProto</a>.
 */
public final class OnnxMetadata {
  private static final int METADATA = 14;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MOST_BYTES = 64 << 20;

  private final Path file;
  private final RandomAccessFile in;

  private OnnxMetadata(Path file, RandomAccessFile in) {
    this.file = file;
    this.in = in;
  }

  /**
   * The strings by key; empty where the file has none.
   *
   * @throws ModelException where it cannot be read, or is no ONNX file
   */
  public static Map<String, String> of(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      return new OnnxMetadata(file, in).read();
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<String, String> read() throws IOException {
    var all = new HashMap<String, String>();
    while (in.getFilePointer() < in.length()) {
      long tag = varint();
      int wire = (int) (tag & 7);
      if (tag >>> 3 == METADATA && wire == BYTES) entry(all, end(varint()));
      else skip(wire);
    }
    return all;
  }

  /** Key (field 1) and value (field 2). */
  private void entry(Map<String, String> all, long end) throws IOException {
    String key = "";
    String value = "";
    while (in.getFilePointer() < end) {
      long tag = varint();
      if (tag == (1 << 3 | BYTES)) key = text();
      else if (tag == (2 << 3 | BYTES)) value = text();
      else skip((int) (tag & 7));
    }
    all.put(key, value);
  }

  private String text() throws IOException {
    long length = varint();
    if (length > MOST_BYTES) throw broken();
    long end = end(length);
    var bytes = new byte[(int) (end - in.getFilePointer())];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void skip(int wire) throws IOException {
    switch (wire) {
      case VARINT -> varint();
      case FIXED64 -> in.seek(end(Long.BYTES));
      case BYTES -> in.seek(end(varint()));
      case FIXED32 -> in.seek(end(Integer.BYTES));
      default -> throw broken();
    }
  }

  private long end(long length) throws IOException {
    long end = in.getFilePointer() + length;
    if (length < 0 || end > in.length()) throw broken();
    return end;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) throw broken();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    throw broken();
  }

  private ModelException broken() {
    return new ModelException(file + " is no whole ONNX file; export the model anew");
  }
}
