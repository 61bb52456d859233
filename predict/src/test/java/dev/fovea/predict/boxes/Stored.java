package dev.fovea.predict.boxes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The float32 tensors of a small safetensors file, without libtorch. */
final class Stored {
  private final Map<String, List<Integer>> shapes = new HashMap<>();
  private final Map<String, float[]> tensors = new HashMap<>();

  private Stored() {}

  static Stored of(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(bytes.getLong());
    var text = new String(bytes.array(), Long.BYTES, header, StandardCharsets.UTF_8);
    var all = new Stored();
    try (JsonParser in = new JsonFactory().createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        all.read(name, in, bytes, Long.BYTES + header);
      }
    }
    return all;
  }

  private void read(String name, JsonParser in, ByteBuffer bytes, int data) throws IOException {
    var numbers = new HashMap<String, List<Integer>>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      if (in.nextToken() != JsonToken.START_ARRAY) continue;
      var some = new ArrayList<Integer>();
      while (in.nextToken() != JsonToken.END_ARRAY) some.add(in.getIntValue());
      numbers.put(key, some);
    }
    int from = numbers.get("data_offsets").get(0);
    int end = numbers.get("data_offsets").get(1);
    var floats = new float[(end - from) / Float.BYTES];
    bytes.slice(data + from, end - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    shapes.put(name, numbers.get("shape"));
    tensors.put(name, floats);
  }

  float[] numbers(String name) {
    return tensors.get(name);
  }

  OutputMap map(String name) {
    List<Integer> shape = shapes.get(name);
    return new OutputMap(numbers(name), shape.get(0), shape.get(1), shape.get(2), shape.get(3));
  }
}
