package dev.fovea.data.draw;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes COCO's instances format: pictures, one annotation a picture with box, area and run-length
 * mask, categories.
 */
final class CocoFile {
  private static final List<Motif> MOTIFS = List.of(Motif.values());

  private CocoFile() {}

  /** A picture's file name below the annotations, its motif and mask. */
  record Entry(String file, Motif motif, Mask mask) {}

  static void write(List<Entry> entries, int sizePx, Path file) throws IOException {
    try (var bytes = Files.newOutputStream(file);
        var json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int i = 0; i < entries.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i + 1);
        json.writeStringField("file_name", entries.get(i).file());
        json.writeNumberField("width", sizePx);
        json.writeNumberField("height", sizePx);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (int i = 0; i < entries.size(); i++) annotation(json, i + 1, entries.get(i));
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (int i = 0; i < MOTIFS.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i + 1);
        json.writeStringField("name", MOTIFS.get(i).word());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void annotation(JsonGenerator json, int id, Entry entry) throws IOException {
    var mask = entry.mask();
    var box = mask.box();
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", id);
    json.writeNumberField("category_id", 1 + MOTIFS.indexOf(entry.motif()));
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("area", mask.area());
    json.writeFieldName("bbox");
    json.writeArray(new int[] {box.x, box.y, box.width, box.height}, 0, 4);
    json.writeObjectFieldStart("segmentation");
    json.writeFieldName("counts");
    int[] runs = mask.runs().stream().mapToInt(Integer::intValue).toArray();
    json.writeArray(runs, 0, runs.length);
    json.writeFieldName("size");
    json.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
    json.writeEndObject();
    json.writeEndObject();
  }
}
