package dev.fovea.data.draw;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes COCO's instances format: pictures, annotations with box, area and run-length mask,
 * categories.
 */
final class CocoFile {
  private CocoFile() {}

  /** What is marked on a picture: a position in the list of categories, and where it is. */
  record Annotation(int category, Mask mask) {}

  /** A picture's file name below the annotations, its size in pixels and what is marked on it. */
  record Entry(String file, int width, int height, List<Annotation> annotations) {}

  /** A picture's id is its place, which is the number in its name too, as COCO has it. */
  static void write(List<Entry> entries, List<String> categories, Path file) throws IOException {
    try (var bytes = Files.newOutputStream(file);
        var json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int i = 0; i < entries.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i);
        json.writeStringField("file_name", entries.get(i).file());
        json.writeNumberField("width", entries.get(i).width());
        json.writeNumberField("height", entries.get(i).height());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      int id = 0;
      for (int i = 0; i < entries.size(); i++) {
        for (Annotation annotation : entries.get(i).annotations()) {
          annotation(json, ++id, i, annotation);
        }
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (int i = 0; i < categories.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i + 1);
        json.writeStringField("name", categories.get(i));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void annotation(JsonGenerator json, int id, int image, Annotation annotation)
      throws IOException {
    var mask = annotation.mask();
    var box = mask.box();
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", image);
    json.writeNumberField("category_id", 1 + annotation.category());
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("area", mask.area());
    json.writeFieldName("bbox");
    json.writeArray(bbox(box), 0, 4);
    json.writeObjectFieldStart("segmentation");
    json.writeFieldName("counts");
    int[] runs = mask.runs().stream().mapToInt(Integer::intValue).toArray();
    json.writeArray(runs, 0, runs.length);
    json.writeFieldName("size");
    json.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Left, top, width and height; corners are told to a hundredth of a pixel, as COCO has them. */
  private static double[] bbox(Rectangle2D box) {
    long left = Math.round(100 * box.getX());
    long top = Math.round(100 * box.getY());
    long width = Math.round(100 * box.getMaxX()) - left;
    long height = Math.round(100 * box.getMaxY()) - top;
    return new double[] {left / 100.0, top / 100.0, width / 100.0, height / 100.0};
  }
}
