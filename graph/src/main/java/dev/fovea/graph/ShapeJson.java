package dev.fovea.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shape as JSON: {@code {"map": [3, null, null]}}, {@code {"tokens": [197, 768]}} or {@code
 * {"vector": [512]}}; a free dimension is null.
 */
final class ShapeJson {
  private ShapeJson() {}

  static void write(Shape shape, JsonGenerator out) throws IOException {
    out.writeStartObject();
    switch (shape) {
      case Shape.Map m -> write("map", out, m.c(), m.h(), m.w());
      case Shape.Tokens t -> write("tokens", out, t.l(), t.c());
      case Shape.Vector v -> write("vector", out, v.c());
    }
    out.writeEndObject();
  }

  static Shape read(String what, Object json) {
    if (json instanceof Map<?, ?> map && map.size() == 1) {
      var entry = map.entrySet().iterator().next();
      List<Integer> d = dimensions(what, entry.getValue());
      if (entry.getKey().equals("map") && d.size() == 3)
        return new Shape.Map(d.get(0), d.get(1), d.get(2));
      if (entry.getKey().equals("tokens") && d.size() == 2)
        return new Shape.Tokens(d.get(0), d.get(1));
      if (entry.getKey().equals("vector") && d.size() == 1) return new Shape.Vector(d.get(0));
    }
    throw new GraphException(
        what
            + " must be {\"map\": [c, h, w]}, {\"tokens\": [l, c]} or {\"vector\": [c]}, got "
            + JsonFields.show(json));
  }

  private static void write(String key, JsonGenerator out, int... dimensions) throws IOException {
    out.writeArrayFieldStart(key);
    for (int d : dimensions) {
      if (d == Shape.FREE) out.writeNull();
      else out.writeNumber(d);
    }
    out.writeEndArray();
  }

  private static List<Integer> dimensions(String what, Object json) {
    var dimensions = new ArrayList<Integer>();
    for (Object value : JsonFields.list(what, json)) {
      int d = value == null ? Shape.FREE : JsonFields.integer(what, value);
      if (value != null && d < 1)
        throw new GraphException(what + " must hold positive numbers, got " + d);
      dimensions.add(d);
    }
    return dimensions;
  }
}
