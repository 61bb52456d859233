package dev.fovea.data.write;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.image.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * COCO's instances format, without outlines. A picture's id is the number that its file is named
 * after, where all of a split have one of their own, else they count from 1; category ids count
 * from 1 in the order of labels.
 */
final class CocoWriter implements BoxWriter {
  private final Path folder;
  private final Classes classes;

  CocoWriter(Path folder, Classes classes) {
    this.folder = folder;
    this.classes = classes;
  }

  @Override
  public Path picture(Entry entry) {
    return folder.resolve(entry.split().word()).resolve(entry.file());
  }

  @Override
  public void split(Split split, List<Entry> entries) throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("annotations"))
            .resolve("instances_" + split.word() + ".json");
    long[] ids = ids(entries);
    try (var bytes = Files.newOutputStream(file);
        var json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (int i = 0; i < entries.size(); i++) picture(json, ids[i], entries.get(i));
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      long id = 0;
      for (int i = 0; i < entries.size(); i++) {
        for (Thing thing : entries.get(i).things()) annotation(json, ++id, ids[i], thing);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (int c = 0; c < classes.size(); c++) {
        json.writeStartObject();
        json.writeNumberField("id", c + 1);
        json.writeStringField("name", classes.name(c));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  @Override
  public void end(List<Split> splits) {}

  private static long[] ids(List<Entry> entries) {
    long[] named =
        entries.stream()
            .map(entry -> CocoId.of(entry.file()))
            .flatMapToLong(OptionalLong::stream)
            .distinct()
            .toArray();
    return named.length == entries.size()
        ? named
        : LongStream.rangeClosed(1, entries.size()).toArray();
  }

  private static void picture(JsonGenerator json, long id, Entry entry) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("file_name", entry.file());
    json.writeNumberField("width", entry.width());
    json.writeNumberField("height", entry.height());
    json.writeEndObject();
  }

  private static void annotation(JsonGenerator json, long id, long picture, Thing thing)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("image_id", picture);
    json.writeNumberField("category_id", 1 + thing.label());
    json.writeNumberField("iscrowd", thing.crowd() ? 1 : 0);
    json.writeFieldName("area");
    json.writeNumber(Decimal.of(thing.areaPx()));
    json.writeArrayFieldStart("bbox");
    json.writeNumber(Decimal.of(thing.box().left()));
    json.writeNumber(Decimal.of(thing.box().top()));
    json.writeNumber(Decimal.of(thing.box().width()));
    json.writeNumber(Decimal.of(thing.box().height()));
    json.writeEndArray();
    json.writeArrayFieldStart("segmentation");
    json.writeEndArray();
    json.writeEndObject();
  }
}
