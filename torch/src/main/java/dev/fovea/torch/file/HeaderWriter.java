package dev.fovea.torch.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.torch.TorchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes what {@link HeaderReader} reads: the length and the JSON, padded to 8 bytes by spaces. */
final class HeaderWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private HeaderWriter() {}

  static ByteBuffer bytes(Header header) {
    byte[] json = json(header);
    int padded = Math.ceilDiv(json.length, 8) * 8;
    if (padded > HeaderReader.MAX_BYTES)
      throw new TorchException(
          "a header of "
              + padded
              + " bytes is longer than the "
              + HeaderReader.MAX_BYTES
              + " that readers take; shorten names or metadata");
    var bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(json);
    while (bytes.hasRemaining()) bytes.put((byte) ' ');
    return bytes.flip();
  }

  private static byte[] json(Header header) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (!header.metadata().isEmpty()) {
        json.writeObjectFieldStart(HeaderReader.METADATA);
        for (Map.Entry<String, String> entry : header.metadata().entrySet())
          json.writeStringField(entry.getKey(), entry.getValue());
        json.writeEndObject();
      }
      for (Map.Entry<String, Entry> tensor : header.tensors().entrySet())
        write(json, tensor.getKey(), tensor.getValue());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, String name, Entry entry) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", entry.type().name());
    json.writeArrayFieldStart("shape");
    for (long dimension : entry.shape()) json.writeNumber(dimension);
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(entry.begin());
    json.writeNumber(entry.end());
    json.writeEndArray();
    json.writeEndObject();
  }
}
